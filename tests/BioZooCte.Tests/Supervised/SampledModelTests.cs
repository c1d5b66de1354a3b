using System.Collections.Immutable;

using BioZooCte.Features;
using BioZooCte.Supervised;

namespace BioZooCte.Tests.Supervised;

/// <summary>What stands behind the estimators' names.</summary>
[TestClass]
public sealed class SampledModelTests
{
    private static readonly CcFvOptions Numbers = new() { EnergyExponent = 2, Ridge = 1e-3, DistanceFloor = 1e-2 };

    private static readonly SampledCase[] Cases = [.. Enumerable.Range(0, 3).Select(Case)];

    [TestMethod]
    [DynamicData(nameof(CcFvNames))]
    public void By_NameOfCcFv_HasItsOptionsAndTheNumbers(string name, CcFvOptions expected)
    {
        // What is not a number is the name's alone.
        CcFvOptions given = Numbers with
        {
            Variant = EstimatorVariant.Program,
            Distance = GaussianDistance.KullbackLeibler,
            Terms = CcFvTerms.VarietyOnly,
            LastLayerOnly = true,
        };

        double? found = Model(given).By(name, CancellationToken.None).Value;

        Assert.IsNotNull(found);
        Assert.AreEqual(CcFv.Of(Layers(), expected).Score.Value, found);
    }

    [TestMethod]
    public void By_NamesOfCcFv_DifferFromOneAnother()
    {
        SampledModel model = Model(Numbers);

        Assert.HasCount(
            CcFvNames().Count(), CcFvNames().Select(one => model.By((string)one[0], CancellationToken.None).Value).Distinct());
    }

    [TestMethod]
    public void By_Others_TakeTheLastLayerOfAllCases()
    {
        SampledModel model = Model(Numbers);
        CaseFeatures[] last = [.. Cases.Select(one => one.Layers[^1])];
        FeatureSamples features = FeatureSamples.Together(2, [.. last.Select(one => one.Whole)]);
        ImmutableArray<int> labels = [.. last.SelectMany(one => one.WholeLabels)];
        FeatureSamples probabilities = FeatureSamples.Together(2, [.. Cases.Select(one => one.SourceProbabilities)]);

        Assert.AreEqual(Leep.Of(probabilities, labels).Value, ScoreBy("leep"));
        Assert.AreEqual(LogMe.Of(features, labels).Value, ScoreBy("logme"));
        Assert.AreEqual(Gbc.Of(features, labels).Value, ScoreBy("gbc"));
        Assert.AreEqual(TransRate.Of(features, labels).Value, ScoreBy("transrate"));
        Assert.AreEqual(HScore.Of(features, labels).Value, ScoreBy("h-score"));
        Assert.AreEqual(HScore.ShrunkOf(features, labels).Value, ScoreBy("h-score-shrunk"));

        double? ScoreBy(string name) => model.By(name, CancellationToken.None).Value;
    }

    [TestMethod]
    public void By_EveryKnownName_IsKnown() => Assert.AreEqual(
        "",
        string.Join(", ", KnownSupervisedEstimators.Names.Where(
            name => Model(Numbers).By(name, CancellationToken.None).Value is null)));

    [TestMethod]
    public void By_EndedOnTheWay_Ends()
    {
        using CancellationTokenSource ended = new();
        ended.Cancel();

        Assert.ThrowsExactly<OperationCanceledException>(() => Model(Numbers).By("leep", ended.Token));
        Assert.ThrowsExactly<OperationCanceledException>(() => CcFv.Of(Layers(), Numbers, ended.Token));
    }

    [TestMethod]
    public void Options_WithoutEstimatorOrThread_AreRefused()
    {
        Assert.StartsWith(
            "There is no estimator; expected at least one.",
            Assert.ThrowsExactly<ArgumentException>(() => new SupervisedOptions { Estimators = [] }).Message);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new SupervisedOptions { Threads = 0 });
    }

    private static IEnumerable<object[]> CcFvNames() =>
    [
        ["cc-fv", Numbers],
        ["cc-fv-reference", Numbers with { Variant = EstimatorVariant.Program, Ridge = 0 }],
        ["cc-fv-without-consistency", Numbers with { Terms = CcFvTerms.VarietyOnly }],
        ["cc-fv-without-variety", Numbers with { Terms = CcFvTerms.ConsistencyOnly }],
        ["cc-fv-last-layer", Numbers with { LastLayerOnly = true }],
        ["cc-fv-kl", Numbers with { Distance = GaussianDistance.KullbackLeibler }],
        ["cc-fv-bhattacharyya", Numbers with { Distance = GaussianDistance.Bhattacharyya }],
    ];

    private static SampledModel Model(CcFvOptions options) => new(["deep", "last"], Cases, options);

    private static ImmutableArray<LayerFeatures> Layers() =>
        [.. new[] { "deep", "last" }.Select((name, i) => new LayerFeatures(name, [.. Cases.Select(one => one.Layers[i])]))];

    private static SampledCase Case(int number)
    {
        Random random = new(number + 1);
        return new SampledCase(
            [Layer(number, 3, random), Layer(number, 2, random)],
            new FeatureSamples(2, [.. Enumerable.Range(0, 8).SelectMany(_ => Probabilities(random))]),
            ChangesResult: false);
    }

    private static double[] Probabilities(Random random)
    {
        double foreground = random.NextDouble();
        return [1 - foreground, foreground];
    }

    private static CaseFeatures Layer(int number, int channels, Random random)
    {
        FeatureSamples Samples(int count) =>
            new(channels, [.. Enumerable.Range(0, count * channels).Select(_ => random.NextDouble())]);
        return new CaseFeatures(
            $"{number}",
            ImmutableSortedDictionary.CreateRange([KeyValuePair.Create(0, Samples(6)), KeyValuePair.Create(1, Samples(6))]),
            Samples(8),
            [0, 0, 0, 1, 1, 0, 1, 1]);
    }
}
