using System.Text.Json;

using BioZooCte.Supervised;
using BioZooCte.Testing;

namespace BioZooCte.Tests.Supervised;

/// <summary>Distances of normal distributions, as in the reference values.</summary>
[TestClass]
public sealed class GaussianGoldenTests
{
    private const string Older = "reference/golden.json";
    private const double Ridge = 1e-6;

    private const double Regular = 1e-9;
    private const double SingularWithRidge = 1e-7;
    private const double Singular = 1e-6;

    /// <summary>Equal distributions are 0 apart up to the root of a rounding error.</summary>
    private const double Rounding = 1e-7;

    [TestMethod]
    public void Distance_EveryPair_IsTheReferenceValue()
    {
        foreach (JsonElement stated in SupervisedGoldens.Part("gaussians"))
        {
            bool singular = !stated.GetProperty("ridge_0").TryGetProperty("bhattacharyya", out _);
            Compare(stated, "ridge_1e-06", Ridge, singular ? SingularWithRidge : Regular);
            Compare(stated, "ridge_0", 0, singular ? Singular : Regular);
        }
    }

    [TestMethod]
    public void Wasserstein_EveryOlderPair_IsTheReferenceValue()
    {
        foreach (JsonElement stated in
            SharedData.RequireCases(Older, ExpectedFile.Read(Older).GetProperty("w2").EnumerateArray()))
        {
            string name = SupervisedGoldens.Name(stated);
            GoldenNumber.AssertNear(
                stated.GetProperty("w2"), Wasserstein.Of(Of(stated, "f1", 0), Of(stated, "f2", 0)), Singular, name);
            GoldenNumber.AssertNear(
                stated.GetProperty("w2_reg1e6"),
                Wasserstein.Of(Of(stated, "f1", Ridge), Of(stated, "f2", Ridge)),
                Rounding,
                name);
        }
    }

    [TestMethod]
    public void Wasserstein_EveryEdge_IsTheStatedValue()
    {
        foreach (JsonElement edge in SupervisedGoldens.Edges("wasserstein", "value"))
        {
            JsonElement input = edge.GetProperty("input");
            JsonElement value = edge.GetProperty("value");
            SupervisedGoldens.AssertShare(
                value.GetProperty("ridge_1e-06"),
                Wasserstein.Of(Of(input, "first", Ridge), Of(input, "second", Ridge)),
                SingularWithRidge,
                SupervisedGoldens.Name(edge));
            SupervisedGoldens.AssertShare(
                value.GetProperty("ridge_0"),
                Wasserstein.Of(Of(input, "first", 0), Of(input, "second", 0)),
                Singular,
                SupervisedGoldens.Name(edge));
        }
    }

    [TestMethod]
    public void Wasserstein_EveryRefusedEdge_IsRefused()
    {
        foreach (JsonElement edge in SupervisedGoldens.Edges("wasserstein", "error"))
        {
            InvalidFeaturesException error = Assert.ThrowsExactly<InvalidFeaturesException>(
                () => Of(edge.GetProperty("input"), "second", Ridge));

            Assert.AreEqual("samples: 1 samples; expected at least 2, for a covariance.", error.Message);
        }
    }

    [TestMethod]
    public void Divergence_EveryEdge_IsTheStatedValue_AndRefusedWithoutRidge()
    {
        foreach (JsonElement edge in SupervisedGoldens.Edges("kullback-leibler", "value"))
        {
            JsonElement input = edge.GetProperty("input");
            CompareDivergences(
                edge.GetProperty("value"),
                Of(input, "first", Ridge),
                Of(input, "second", Ridge),
                SingularWithRidge,
                SupervisedGoldens.Name(edge));

            Gaussian first = Of(input, "first", 0);
            Gaussian second = Of(input, "second", 0);
            InvalidFeaturesException error =
                Assert.ThrowsExactly<InvalidFeaturesException>(() => KullbackLeibler.Of(first, second));
            Assert.ThrowsExactly<InvalidFeaturesException>(() => Bhattacharyya.Of(first, second));
            Assert.AreEqual("singular covariance", error.Found);
        }
    }

    private static void Compare(JsonElement stated, string key, double ridge, double tolerance)
    {
        JsonElement expected = stated.GetProperty(key);
        Gaussian first = Of(stated, "first", ridge);
        Gaussian second = Of(stated, "second", ridge);
        string name = $"{SupervisedGoldens.Name(stated)}: {key}";
        SupervisedGoldens.AssertShare(expected.GetProperty("w2"), Wasserstein.Of(first, second), tolerance, name);
        SupervisedGoldens.AssertShare(expected.GetProperty("w2"), Wasserstein.Of(second, first), tolerance, name);
        if (expected.TryGetProperty("bhattacharyya", out _))
        {
            CompareDivergences(expected, first, second, tolerance, name);
        }
    }

    private static void CompareDivergences(
        JsonElement expected, Gaussian first, Gaussian second, double tolerance, string name)
    {
        SupervisedGoldens.AssertShare(
            expected.GetProperty("kl_first_second"), KullbackLeibler.Of(first, second), tolerance, name);
        SupervisedGoldens.AssertShare(
            expected.GetProperty("kl_second_first"), KullbackLeibler.Of(second, first), tolerance, name);
        SupervisedGoldens.AssertShare(
            expected.GetProperty("bhattacharyya"), Bhattacharyya.Of(first, second), tolerance, name);
    }

    private static Gaussian Of(JsonElement stated, string key, double ridge) =>
        Gaussian.Of(SupervisedGoldens.Samples(stated, key), ridge);
}
