using System.Text.Json;

using BioZooCte.Features;
using BioZooCte.Supervised;
using BioZooCte.Testing;

namespace BioZooCte.Tests.Supervised;

/// <summary>LEEP, as in the reference values.</summary>
[TestClass]
public sealed class LeepGoldenTests
{
    private const string Older = "reference/golden.json";
    private const double Tolerance = 1e-11;

    [TestMethod]
    public void Leep_EveryInput_IsTheReferenceValue()
    {
        foreach (JsonElement stated in SupervisedGoldens.Part("leep"))
        {
            GoldenNumber.AssertNear(
                stated.GetProperty("leep"), Of(stated).Value, Tolerance, SupervisedGoldens.Name(stated));
        }
    }

    [TestMethod]
    public void Leep_EveryOlderInput_IsTheReferenceValue()
    {
        foreach (JsonElement stated in
            SharedData.RequireCases(Older, ExpectedFile.Read(Older).GetProperty("leep").EnumerateArray()))
        {
            SupervisedScore score = Leep.Of(
                SupervisedGoldens.Samples(stated, "P"),
                [.. stated.GetProperty("y").EnumerateArray().Select(label => label.GetInt32())]);

            GoldenNumber.AssertNear(stated.GetProperty("leep"), score.Value, Tolerance, "leep");
        }
    }

    [TestMethod]
    public void Leep_EveryEdgeWithAValue_IsTheStatedOne()
    {
        foreach (JsonElement edge in SupervisedGoldens.Edges("leep", "value"))
        {
            SupervisedScore score = Of(edge.GetProperty("input"));

            GoldenNumber.AssertNear(edge.GetProperty("value"), score.Value, Tolerance, SupervisedGoldens.Name(edge));
            Assert.HasCount(SupervisedGoldens.Text(edge, "in_words").Contains("warning") ? 1 : 0, score.Notes);
        }
    }

    [TestMethod]
    public void Leep_EveryRefusedEdge_NamesTheRow()
    {
        foreach (JsonElement edge in SupervisedGoldens.Edges("leep", "error"))
        {
            InvalidFeaturesException error =
                Assert.ThrowsExactly<InvalidFeaturesException>(() => Of(edge.GetProperty("input")));

            Assert.AreEqual("row 0: a sum of 1.4; expected 1.", error.Message);
        }
    }

    [TestMethod]
    public void Leep_NegativeProbability_IsRefused()
    {
        InvalidFeaturesException error = Assert.ThrowsExactly<InvalidFeaturesException>(
            () => Leep.Of(new FeatureSamples(2, [0.5, 0.5, 1.5, -0.5]), [0, 1]));

        Assert.AreEqual("row 1: a probability of -0.5; expected none below 0.", error.Message);
    }

    [TestMethod]
    public void Leep_CertainAndPerfect_IsZero_AndEvenIsLogOfHalf()
    {
        Assert.AreEqual(0, Leep.Of(new FeatureSamples(2, [1, 0, 1, 0, 0, 1, 0, 1]), [0, 0, 1, 1]).Value);
        Assert.AreEqual(
            Math.Log(0.5),
            Leep.Of(new FeatureSamples(2, [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5]), [0, 0, 1, 1]).Value!.Value,
            1e-15);
    }

    private static SupervisedScore Of(JsonElement stated) =>
        Leep.Of(SupervisedGoldens.Samples(stated, "probabilities"), SupervisedGoldens.Labels(stated));
}
