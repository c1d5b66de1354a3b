using System.Reflection;

using BioZooCte.Consistency;
using BioZooCte.Estimation;
using BioZooCte.Instances;
using BioZooCte.Models;
using BioZooCte.Packages;
using BioZooCte.Perturbations;
using BioZooCte.Perturbations.Features;
using BioZooCte.Results;
using BioZooCte.Tests.Models;
using BioZooCte.Tests.Packages;
using BioZooCte.Tiling;

namespace BioZooCte.Tests.Estimation;

/// <summary>What is kept for one ranking is not taken for another's: whoever adds an option says which it changes.</summary>
[TestClass]
public sealed class EstimationQuestionTests
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly EstimationOptions Usual = new();

    private static readonly EstimationOptions OfFeatures =
        new() { FeaturePerturbations = [KnownFeaturePerturbations.Parse("dropout:0.3")] };

    private static readonly EstimationOptions OfInstances = new() { Metric = KnownMetrics.Parse("vrand") };

    /// <summary>Options that change what is counted, each with two values that are not the same question.</summary>
    private static readonly Dictionary<string, (EstimationOptions One, EstimationOptions Other)> Counting = new()
    {
        ["FeaturePerturbations"] = (Usual, OfFeatures),
        ["FeatureRandom"] = (OfFeatures, OfFeatures with { FeatureRandom = FeatureRandom.Torch }),
        ["Bottleneck"] = (OfFeatures, OfFeatures with { Bottleneck = "tensor" }),
        ["PerturbationUnit"] = (Usual, Usual with { PerturbationUnit = PerturbationUnit.Model }),
        ["Metric"] = (Usual, Usual with { Metric = KnownMetrics.Parse("kl") }),
        ["AgreementSample"] = (Usual, Usual with { AgreementSample = null }),
        ["Threshold"] = (Usual, Usual with { Threshold = 0.4 }),
        ["Instances.Method"] = Instances(new() { Method = InstanceMethod.Components }),
        ["Instances.ForegroundThreshold"] = Instances(new() { ForegroundThreshold = 0.4f }),
        ["Instances.BoundaryThreshold"] = Instances(new() { BoundaryThreshold = 0.4f }),
        ["Instances.MinSize"] = Instances(new() { MinSize = 5 }),
        ["Instances.FillHoles"] = Instances(new() { FillHoles = true }),
        ["Instances.Neighbours"] = Instances(new() { Neighbours = PixelNeighbours.Corners }),
        ["Instances.SeedProminence"] = Instances(new() { SeedProminence = 2 }),
        ["Foreground.Channel"] = (Usual, Usual with { Foreground = new() { Channel = "1" } }),
        ["Foreground.Activation"] = (Usual, Usual with { Foreground = new() { Activation = "sigmoid" } }),
        ["Selection.Channel"] = (Usual, Usual with { Selection = new(Channel: "1") }),
        ["Selection.RgbToGray"] = (Usual, Usual with { Selection = new(RgbToGray: true) }),
        ["Selection.Planes"] = (Usual, Usual with { Selection = new(Planes: PlaneSelection.Middle) }),
        ["Axes"] = (Usual, Usual with { Axes = "zyx" }),
        ["TileSize"] = (Usual, Usual with { TileSize = TileSize.Of(64) }),
        ["Seed"] = (Usual, Usual with { Seed = 1 }),
        ["Statistics"] = (Usual, Usual with { Statistics = new([new ImageIdentity("bb", "other.tif")], [], "here") }),
    };

    /// <summary>Options that change nothing of what is counted, each with the reason.</summary>
    private static readonly Dictionary<string, string> NotCounting = new()
    {
        ["Perturbations"] = "each pair of predictions is kept with its own",
        ["Runs"] = "likewise",
        ["Fallback"] = "it is asked as the perturbations of another ranking",
        ["Sweep"] = "its strengths are the perturbations; it compares what was counted",
        ["ScoresByRecommended"] = "it chooses among what was counted",
        ["Estimator"] = "it orders by what was counted",
        ["Rules"] = "likewise",
        ["Structures"] = "they choose among models",
        ["Threads"] = "sums do not depend on how many there are",
        ["AllowHashMismatch"] = "the question has the hash of the weights that are there",
        ["Shard"] = "each image is kept by itself",
    };

    [TestMethod]
    public void Options_EachOne_CountsOrSaysWhyNot()
    {
        string[] stated = [.. Counting.Keys.Concat(NotCounting.Keys).Order()];

        CollectionAssert.AreEqual(PathsOf(typeof(EstimationOptions), "").Order().ToArray(), stated);
    }

    [TestMethod]
    public async Task Of_OptionThatCounts_IsAnotherQuestion()
    {
        using PackageFolder folder = new();
        FakeModel ofTheDataSet = new() { Preprocessing = "[{id: zero_mean_unit_variance, kwargs: {eps: 1.0e-9}}]" };
        using ModelPackage package = await ModelPackageReader.OpenAsync(ofTheDataSet.Write(folder));
        FakeBackend backend = new();
        SegmentationModel model = SegmentationModel.Open(package, backend);
        ModelQuestion? Ask(EstimationOptions options) =>
            EstimationQuestion.Of(model, backend, options, [new ImageIdentity("aa", "image.tif")]);

        Assert.AreEqual(Ask(Usual), Ask(Usual with { Threads = Usual.Threads + 1 }));
        foreach ((string path, (EstimationOptions one, EstimationOptions other)) in Counting)
        {
            Assert.AreNotEqual(ValueAt(one, path), ValueAt(other, path), path);
            Assert.AreNotEqual(Ask(one), Ask(other), path);
        }
    }

    private static (EstimationOptions One, EstimationOptions Other) Instances(InstanceOptions other) =>
        (OfInstances, OfInstances with { Instances = other });

    /// <summary>The options of a type; of one whose values are options themselves, those.</summary>
    private static IEnumerable<string> PathsOf(Type type, string before) =>
        type.GetProperties(Any).Where(one => one.Name != "EqualityContract").SelectMany(one =>
            IsOptions(one.PropertyType) && !NotCounting.ContainsKey(before + one.Name)
                ? PathsOf(one.PropertyType, $"{before}{one.Name}.")
                : [before + one.Name]);

    private static bool IsOptions(Type type) => type.Assembly == typeof(EstimationOptions).Assembly && type.IsClass
        && type.GetProperties(Any).Any(one => one.Name != "EqualityContract" && one.CanWrite);

    private static object? ValueAt(object? options, string path) => path.Split('.')
        .Aggregate(options, (value, name) => value!.GetType().GetProperty(name, Any)!.GetValue(value));
}
