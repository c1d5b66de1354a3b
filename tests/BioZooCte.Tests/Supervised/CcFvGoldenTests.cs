using System.Collections.Immutable;
using System.Text.Json;

using BioZooCte.Features;
using BioZooCte.Supervised;
using BioZooCte.Testing;

namespace BioZooCte.Tests.Supervised;

/// <summary>CC-FV by the paper, by its program and with a part left out, as in the reference values.</summary>
[TestClass]
public sealed class CcFvGoldenTests
{
    private const string Older = "reference/golden.json";
    private const double Tolerance = 1e-8;
    private const double Singular = 1e-6;
    private const double EnergyTolerance = 1e-10;

    [TestMethod]
    public void Paper_EveryInput_IsTheReferenceValue()
    {
        foreach (JsonElement stated in SupervisedGoldens.Part("ccfv"))
        {
            ComparePaper(stated, "paper_ridge_1e-06", 1e-6, Tolerance);
            ComparePaper(stated, "paper_ridge_0", 0, WithoutRidge(stated));
        }
    }

    [TestMethod]
    public void Program_EveryInput_IsTheReferenceValue()
    {
        foreach (JsonElement stated in SupervisedGoldens.Part("ccfv"))
        {
            ImmutableArray<LayerFeatures> layers = SupervisedGoldens.Layers(stated);
            CcFvOptions options = new() { Variant = EstimatorVariant.Program };
            string name = SupervisedGoldens.Name(stated);
            CompareProgram(
                stated.GetProperty("program_port_ridge_1e-06"), CcFv.Of(layers, options), Tolerance, name);
            CompareProgram(
                stated.GetProperty("program"), CcFv.Of(layers, options with { Ridge = 0 }), WithoutRidge(stated), name);
        }
    }

    [TestMethod]
    public void Ablation_EveryInput_IsTheReferenceValue()
    {
        foreach (JsonElement stated in SupervisedGoldens.Part("ccfv"))
        {
            ImmutableArray<LayerFeatures> layers = SupervisedGoldens.Layers(stated);
            string name = SupervisedGoldens.Name(stated);
            JsonElement ablations = stated.GetProperty("paper").GetProperty("ablations");
            Compare(ablations, "without_c_cons", layers, new CcFvOptions { Terms = CcFvTerms.VarietyOnly }, name);
            Compare(ablations, "without_f_v", layers, new CcFvOptions { Terms = CcFvTerms.ConsistencyOnly }, name);
            Compare(ablations, "last_layer_only", layers, new CcFvOptions { LastLayerOnly = true }, name);
            CompareDistance(ablations, "kullback_leibler", layers, GaussianDistance.KullbackLeibler, name);
            CompareDistance(ablations, "bhattacharyya", layers, GaussianDistance.Bhattacharyya, name);

            JsonElement floored = stated.GetProperty("paper").GetProperty("variety_with_distance_floor");
            CcFvResult result = CcFv.Of(
                layers, new CcFvOptions { DistanceFloor = floored.GetProperty("floor").GetDouble() });
            CompareLayers(floored.GetProperty("f_v_s1"), result, layer => layer.Variety, EnergyTolerance, name);
            GoldenNumber.AssertNear(floored.GetProperty("score_s1"), result.Score.Value, Tolerance, name);
        }
    }

    [TestMethod]
    public void Score_OlderInput_IsTheReferenceValue()
    {
        JsonElement stated = ExpectedFile.Read(Older).GetProperty("ccfv");
        ImmutableArray<LayerFeatures> layers =
        [
            new LayerFeatures("layer1", CasesOf(stated.GetProperty("layer1"))),
            new LayerFeatures("layer2", CasesOf(stated.GetProperty("layer2"))),
        ];
        CcFvOptions options = new() { Ridge = 0 };

        GoldenNumber.AssertNear(stated.GetProperty("paper"), CcFv.Of(layers, options).Score.Value, Singular, "paper");
        GoldenNumber.AssertNear(
            stated.GetProperty("code"),
            CcFv.Of(layers, options with { Variant = EstimatorVariant.Program }).Score.Value,
            Singular,
            "code");
    }

    private static ImmutableArray<CaseFeatures> CasesOf(JsonElement layer) =>
        [.. layer.EnumerateArray().Select((stated, i) =>
        {
            ImmutableSortedDictionary<int, FeatureSamples> classes = stated.EnumerateObject()
                .ToImmutableSortedDictionary(c => int.Parse(c.Name), c => SupervisedGoldens.Samples(c.Value));
            double[] all = [.. classes.Values.SelectMany(samples => samples.Values.ToArray())];
            FeatureSamples whole = new(classes[1].Channels, all);
            return new CaseFeatures($"{i}", classes, whole, [.. new int[whole.Count]]);
        })];

    private static double WithoutRidge(JsonElement stated) =>
        SupervisedGoldens.Layers(stated).SelectMany(layer => layer.Cases).SelectMany(c => c.Classes.Values).Any(IsSingular)
            ? Singular
            : Tolerance;

    /// <summary>Whether the covariance of samples is singular: they are too few, or a channel says nothing.</summary>
    private static bool IsSingular(FeatureSamples samples) =>
        samples.Count <= samples.Channels
        || Enumerable.Range(0, samples.Channels).Any(channel =>
            Enumerable.Range(0, samples.Count).Select(i => samples[i][channel]).Distinct().Count() == 1);

    private static void ComparePaper(JsonElement stated, string key, double ridge, double tolerance)
    {
        ImmutableArray<LayerFeatures> layers = SupervisedGoldens.Layers(stated);
        JsonElement expected = stated.GetProperty("paper").GetProperty(key);
        for (int s = 0; s <= 2; s++)
        {
            CcFvResult result = CcFv.Of(layers, new CcFvOptions { Ridge = ridge, EnergyExponent = s });
            string name = $"{SupervisedGoldens.Name(stated)}: {key}, s = {s}";
            GoldenNumber.AssertNear(expected.GetProperty($"score_s{s}"), result.Score.Value, tolerance, name);
            Assert.AreEqual(expected.GetProperty("layers").GetArrayLength(), result.Layers.Length, name);
            for (int i = 0; i < result.Layers.Length; i++)
            {
                JsonElement layer = expected.GetProperty("layers")[i];
                SupervisedGoldens.AssertShare(
                    layer.GetProperty("c_cons"), result.Layers[i].Consistency, tolerance, name);
                SupervisedGoldens.AssertShare(
                    layer.GetProperty($"f_v_s{s}"), result.Layers[i].Variety, EnergyTolerance, name);
                GoldenNumber.AssertNear(
                    layer.GetProperty($"score_s{s}"), result.Layers[i].Score.Value, tolerance, name);
                CompareAll(
                    [.. layer.GetProperty("w2").EnumerateArray().Select(pair => pair.GetProperty("w2"))],
                    result.Layers[i].Distances,
                    tolerance,
                    name);
                CompareAll(
                    [.. layer.GetProperty($"energy_s{s}").EnumerateArray()],
                    result.Layers[i].Energies,
                    EnergyTolerance,
                    name);
            }
        }
    }

    private static void CompareProgram(JsonElement expected, CcFvResult result, double tolerance, string name)
    {
        GoldenNumber.AssertNear(expected.GetProperty("score"), result.Score.Value, tolerance, name);
        if (expected.TryGetProperty("layers", out JsonElement layers))
        {
            for (int i = 0; i < result.Layers.Length; i++)
            {
                SupervisedGoldens.AssertShare(
                    layers[i].GetProperty("variety"), result.Layers[i].Variety, EnergyTolerance, name);
                SupervisedGoldens.AssertShare(
                    layers[i].GetProperty("distance"), result.Layers[i].Consistency, tolerance, name);
                GoldenNumber.AssertNear(
                    layers[i].GetProperty("score"), result.Layers[i].Score.Value, tolerance, name);
            }
        }
    }

    private static void Compare(
        JsonElement expected, string key, ImmutableArray<LayerFeatures> layers, CcFvOptions options, string name) =>
        GoldenNumber.AssertNear(
            expected.GetProperty(key), CcFv.Of(layers, options).Score.Value, Tolerance, $"{name}: {key}");

    private static void CompareDistance(
        JsonElement expected,
        string key,
        ImmutableArray<LayerFeatures> layers,
        GaussianDistance distance,
        string name)
    {
        CcFvResult result = CcFv.Of(layers, new CcFvOptions { Distance = distance });
        JsonElement stated = expected.GetProperty(key);
        CompareLayers(stated.GetProperty("c_cons"), result, layer => layer.Consistency, Tolerance, name);
        GoldenNumber.AssertNear(stated.GetProperty("score"), result.Score.Value, Tolerance, $"{name}: {key}");
    }

    private static void CompareLayers(
        JsonElement expected, CcFvResult result, Func<CcFvLayer, double> value, double tolerance, string name) =>
        CompareAll([.. expected.EnumerateArray()], [.. result.Layers.Select(value)], tolerance, name);

    private static void CompareAll(
        JsonElement[] stated, ImmutableArray<double> actual, double tolerance, string name)
    {
        Assert.HasCount(stated.Length, actual, name);
        for (int i = 0; i < stated.Length; i++)
        {
            SupervisedGoldens.AssertShare(stated[i], actual[i], tolerance, $"{name}: {i}");
        }
    }
}
