using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;

using BioZooCte.Features;
using BioZooCte.Supervised;
using BioZooCte.Testing;

namespace BioZooCte.Tests.Supervised;

/// <summary>Cases without an answer, or with one that surprises, as in the reference values.</summary>
[TestClass]
public sealed partial class CcFvEdgeTests
{
    private const double Tolerance = 1e-8;

    [TestMethod]
    public void Score_EveryEdgeWithAValue_IsTheStatedOne()
    {
        foreach (JsonElement edge in SupervisedGoldens.Edges("cc-fv", "value"))
        {
            ImmutableArray<LayerFeatures> layers = SupervisedGoldens.Layers(edge.GetProperty("input"));
            JsonElement value = edge.GetProperty("value");
            string name = SupervisedGoldens.Name(edge);

            CcFvResult result = CcFv.Of(layers);

            GoldenNumber.AssertNear(value.GetProperty("score_s1"), result.Score.Value, Tolerance, name);
            if (value.TryGetProperty("c_cons", out JsonElement consistencies))
            {
                for (int i = 0; i < result.Layers.Length; i++)
                {
                    SupervisedGoldens.AssertShare(consistencies[i], result.Layers[i].Consistency, Tolerance, name);
                }
            }

            if (value.TryGetProperty("with_distance_floor", out JsonElement floored))
            {
                CcFvResult other = CcFv.Of(layers, new CcFvOptions { DistanceFloor = 1e-3 });
                GoldenNumber.AssertNear(floored, other.Score.Value, Tolerance, name);
            }
        }
    }

    [TestMethod]
    public void Score_EveryEdgeWithoutAValue_IsUndefinedForTheStatedReason()
    {
        foreach (JsonElement edge in SupervisedGoldens.Edges("cc-fv", "undefined"))
        {
            foreach (EstimatorVariant variant in Enum.GetValues<EstimatorVariant>())
            {
                SupervisedScore score = CcFv.Of(
                    SupervisedGoldens.Layers(edge.GetProperty("input")), new CcFvOptions { Variant = variant }).Score;

                Assert.IsNull(score.Value, SupervisedGoldens.Name(edge));
                if (variant == EstimatorVariant.Paper)
                {
                    string reason = Quoted().Match(SupervisedGoldens.Text(edge, "in_words")).Groups[1].Value;
                    Assert.AreEqual($"layer '0': {reason}", score.Reason, SupervisedGoldens.Name(edge));
                }
            }
        }
    }

    [TestMethod]
    public void Score_EveryRefusedEdge_NamesThePlace()
    {
        foreach (JsonElement edge in SupervisedGoldens.Edges("cc-fv", "error"))
        {
            InvalidFeaturesException error = Assert.ThrowsExactly<InvalidFeaturesException>(
                () => CcFv.Of(SupervisedGoldens.Layers(edge.GetProperty("input"))));

            string expected = SupervisedGoldens.Name(edge) switch
            {
                "one case only" => "layer '0': 1 case; expected at least 2.",
                "a class in fewer than two cases" => "layer '0': no class but background with two samples or more in"
                    + " two cases; expected at least one such class.",
                "NaN in features" => Place().Replace(
                    SupervisedGoldens.Text(edge, "in_words"), "layer '$1', case '$2', class $3, sample $4, channel $5")
                    + ": NaN; expected a finite number.",
                string other => throw new InvalidDataException($"The edge '{other}' is not known here."),
            };
            Assert.AreEqual(expected, error.Message);
        }
    }

    [TestMethod]
    public void Score_CasesInAnyOrder_IsTheSameBitForBit()
    {
        foreach (JsonElement stated in SupervisedGoldens.Part("ccfv"))
        {
            ImmutableArray<LayerFeatures> layers = SupervisedGoldens.Layers(stated);
            foreach (CcFvOptions options in AllOptions())
            {
                CcFvResult first = CcFv.Of(layers, options);
                for (int shift = 0; shift < layers[0].Cases.Length; shift++)
                {
                    CcFvResult other = CcFv.Of([.. layers.Select(l => Turned(l, shift))], options);
                    Assert.AreEqual(first.Score.Value, other.Score.Value, SupervisedGoldens.Name(stated));
                    CollectionAssert.AreEqual(
                        first.Layers.SelectMany(l => l.Distances).ToArray(),
                        other.Layers.SelectMany(l => l.Distances).ToArray());
                }
            }
        }
    }

    [TestMethod]
    public void Score_ClassThatOneCaseHas_IsLeftOutAndNamed()
    {
        JsonElement stated = SupervisedGoldens.Part("ccfv")[0];
        ImmutableArray<LayerFeatures> layers = SupervisedGoldens.Layers(stated);
        ImmutableArray<LayerFeatures> more = [.. layers.Select(l => l with
        {
            Cases = l.Cases.SetItem(1, l.Cases[1] with
            {
                Classes = l.Cases[1].Classes.Add(7, l.Cases[1].Classes[1]),
            }),
        })];

        CcFvResult result = CcFv.Of(more);

        Assert.AreEqual(CcFv.Of(layers).Score.Value, result.Score.Value);
        CollectionAssert.AreEqual(new[] { 7 }, result.Layers[0].ClassesLeftOut.ToArray());
        Assert.AreEqual("layer '0': left out for want of samples in two cases: class 7", result.Score.Notes[0]);
    }

    [TestMethod]
    public void Score_EqualSamples_AreCounted()
    {
        int crowded = 0;
        foreach (JsonElement edge in SupervisedGoldens.Edges("cc-fv", "value"))
        {
            CcFvResult result = CcFv.Of(SupervisedGoldens.Layers(edge.GetProperty("input")));
            foreach ((CcFvLayer layer, int i) in result.Layers.Select((layer, i) => (layer, i)))
            {
                JsonElement[] cases = [.. edge.GetProperty("input").GetProperty("layers")[i].EnumerateArray()];
                int expected = cases.Count(HasEqualSamples);
                Assert.AreEqual(expected, layer.CrowdedCases, SupervisedGoldens.Name(edge));
                Assert.AreEqual(expected > 0, result.Score.Notes.Contains(
                    $"layer '{i}': equal samples in {expected} of {cases.Length} cases, which add nothing to the variety"));
                crowded += expected;
            }
        }

        Assert.AreNotEqual(0, crowded, "No case has equal samples.");
    }

    [TestMethod]
    public void Score_OtherThingsThatCannotBe_AreRefused()
    {
        FeatureSamples three = new(3, [0, 0, 0, 1, 1, 1]);
        FeatureSamples two = new(2, [0, 0, 1, 1]);
        CaseFeatures good = Case("a", three, three);

        AssertRefused("layers: none; expected at least one.");
        AssertRefused(
            "layer 'l', case 'a': another case of that name; expected each name once.", Layer("l", good, good));
        AssertRefused(
            "layer 'l', case 'b', class 1: 2 channels; expected 3, as in the layer's first case.",
            Layer("l", good, Case("b", two, three)));
        AssertRefused(
            "layer 'l', case 'b': 1 samples of the whole case; expected at least 2.",
            Layer("l", good, Case("b", three, new FeatureSamples(3, [0, 0, 0]))));
        AssertRefused(
            "layer 'm': case 'c'; expected the 2 cases of layer 'l'.",
            Layer("l", good, Case("b", three, three)),
            Layer("m", good, Case("c", three, three)));
    }

    [TestMethod]
    public void Score_ProgramOnACaseWithoutSamplesOfAClass_NamesIt()
    {
        FeatureSamples some = new(1, [1, 2, 4]);
        CaseFeatures Case(string name, bool isEmpty) => new(
            name,
            isEmpty
                ? ImmutableSortedDictionary<int, FeatureSamples>.Empty
                : ImmutableSortedDictionary<int, FeatureSamples>.Empty.Add(1, new FeatureSamples(1, [name.Length, 2, 5])),
            some,
            [0, 1, 1]);
        ImmutableArray<LayerFeatures> layers =
            [new LayerFeatures("last", [Case("a", false), Case("bb", false), Case("ccc", true)])];

        InvalidFeaturesException error = Assert.ThrowsExactly<InvalidFeaturesException>(
            () => CcFv.Of(layers, new CcFvOptions { Variant = EstimatorVariant.Program }));

        Assert.AreEqual("layer 'last', case 'ccc': no sample of any class; expected at least one.", error.Message);
        Assert.IsNotNull(CcFv.Of(layers).Score.Value);
    }

    [TestMethod]
    public void Score_EqualCasesWithARepeatedSample_AreNotCalledConstant()
    {
        FeatureSamples repeated = new(1, [1, 1, 4]);
        CaseFeatures Case(string name) => new(
            name, ImmutableSortedDictionary<int, FeatureSamples>.Empty.Add(1, repeated), repeated, [1, 1, 1]);

        CcFvResult result = CcFv.Of([new LayerFeatures("last", [Case("a"), Case("b")])]);

        Assert.AreEqual(
            "layer 'last': the class's distributions are identical in all cases", result.Score.Reason);
    }

    private static bool HasEqualSamples(JsonElement stated)
    {
        string[] samples =
            [.. stated.GetProperty("whole_case").EnumerateArray().Select(row => string.Join(' ', GoldenNumber.ListOf(row)))];
        return samples.Distinct().Count() < samples.Length;
    }

    private static void AssertRefused(string message, params LayerFeatures[] layers) => Assert.AreEqual(
        message, Assert.ThrowsExactly<InvalidFeaturesException>(() => CcFv.Of([.. layers])).Message);

    private static LayerFeatures Layer(string name, params CaseFeatures[] cases) => new(name, [.. cases]);

    private static CaseFeatures Case(string name, FeatureSamples samples, FeatureSamples whole) => new(
        name,
        ImmutableSortedDictionary<int, FeatureSamples>.Empty.Add(1, samples),
        whole,
        [.. new int[whole.Count]]);

    private static IEnumerable<CcFvOptions> AllOptions() =>
        from variant in Enum.GetValues<EstimatorVariant>()
        from distance in Enum.GetValues<GaussianDistance>()
        select new CcFvOptions { Variant = variant, Distance = distance };

    private static LayerFeatures Turned(LayerFeatures layer, int shift) => layer with
    {
        Cases = [.. layer.Cases.Skip(shift).Reverse(), .. layer.Cases.Take(shift)],
    };

    [GeneratedRegex("«(.+)»")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^names layer (\d+), case (\d+), class (\d+), sample (\d+), channel (\d+).*$")]
    private static partial Regex Place();
}
