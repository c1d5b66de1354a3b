using System.Collections.Immutable;

using BioZooCte.Evaluation.Targets;
using BioZooCte.Images;
using BioZooCte.Onnx.Tests.Support;
using BioZooCte.Supervised;
using BioZooCte.Tensors;
using BioZooCte.Testing;

namespace BioZooCte.Onnx.Tests.Estimation;

/// <summary>Real networks on real labelled images.</summary>
[TestClass]
public sealed class SupervisedEstimatorTests
{
    private const int Cases = 3;

    [TestMethod]
    public async Task EstimateAsync_EveryEstimator_GivesAFiniteScore()
    {
        SupervisedEstimate estimate = await EstimateAsync(Labelled());

        Assert.AreEqual(Cases, estimate.Cases);
        Assert.IsEmpty(estimate.Failures);
        CollectionAssert.AreEquivalent(KnownSupervisedEstimators.Names, estimate.Scores.Keys.ToArray());
        foreach ((string name, SupervisedScore score) in estimate.Scores)
        {
            Assert.IsTrue(score.Value is double value && double.IsFinite(value), $"{name}: {score.Value} {score.Reason}");
        }
    }

    [TestMethod]
    public async Task EstimateAsync_AnyThreadsAndOrder_GivesTheSameScores()
    {
        ImmutableArray<LabelledImage> cases = Labelled();
        string first = Text(await EstimateAsync(cases, threads: 1));

        Assert.AreEqual(first, Text(await EstimateAsync(cases, threads: 1)), "a second run");
        Assert.AreEqual(first, Text(await EstimateAsync(cases, threads: 3)), "three threads");
        Assert.AreEqual(first, Text(await EstimateAsync([.. cases.Reverse()], threads: 2)), "cases reversed");
        Assert.AreNotEqual(first, Text(await EstimateAsync(cases, seed: 1)), "another seed");
    }

    [TestMethod]
    public async Task EstimateAsync_OneCase_SaysWhatIsMissing()
    {
        SupervisedEstimate estimate = await EstimateAsync([Labelled()[0]]);

        Assert.IsNull(estimate.Scores["cc-fv"].Value);
        Assert.Contains("case", estimate.Scores["cc-fv"].Reason!);
        Assert.IsNotNull(estimate.Scores["leep"].Value);
    }

    [TestMethod]
    public async Task EstimateAsync_LabelsOfAnotherSize_LeavesTheCaseOutAndNamesIt()
    {
        using TemporaryFolder folder = new();
        ImmutableArray<LabelledImage> cases = Labelled();
        string labels = Path.Combine(folder, "labels.tif");
        TiffWriter.Write(labels, new AxisTensor(TensorShape.Of("yx", 3, 5), ElementType.UInt8));

        SupervisedEstimate estimate = await EstimateAsync([.. cases, cases[0] with { Labels = labels }]);

        Assert.AreEqual(Cases, estimate.Cases);
        string reason = estimate.Failures.Values.Single();
        Assert.Contains("labels.tif", reason);
        Assert.Contains("3", reason);
        Assert.IsNotNull(estimate.Scores["cc-fv"].Value);
    }

    [TestMethod]
    public async Task EstimateAsync_NoLabelsOfAClass_SaysWhatIsMissing()
    {
        using TemporaryFolder folder = new();
        ImmutableArray<LabelledImage> empty = [.. Labelled().Select((one, i) => one with { Labels = Background(folder, one, i) })];

        SupervisedEstimate estimate = await EstimateAsync(empty);

        Assert.AreEqual(Cases, estimate.Cases);
        foreach (string name in new[] { "cc-fv", "logme", "gbc" })
        {
            Assert.IsNull(estimate.Scores[name].Value, name);
            Assert.Contains("class", estimate.Scores[name].Reason!, name);
        }
    }

    [TestMethod]
    public async Task EstimateAsync_NothingToRead_HasTheReasonForEveryEstimator()
    {
        SupervisedEstimate estimate = await EstimateAsync([new LabelledImage("not there.tif", "nor this.tif")]);

        Assert.AreEqual(0, estimate.Cases);
        Assert.IsTrue(estimate.Scores.Values.All(score => score.Reason!.Contains("not there.tif", StringComparison.Ordinal)));
    }

    private static string Background(string folder, LabelledImage one, int index)
    {
        using IImageSource labels = ImageFile.Open(one.Labels);
        string path = Path.Combine(folder, $"{index}.tif");
        TiffWriter.Write(path, new AxisTensor(labels.Shape, ElementType.UInt8));
        return path;
    }

    private static async Task<SupervisedEstimate> EstimateAsync(
        ImmutableArray<LabelledImage> cases, int threads = 2, ulong seed = 0)
    {
        SupervisedOptions options = new()
        {
            Estimators = KnownSupervisedEstimators.Names,
            Threads = threads,
            Seed = seed,
        };
        return await new SupervisedEstimator(new OnnxBackend(), options)
            .EstimateAsync(NucleiData.ScalingPackages()[0], cases);
    }

    /// <summary>The first labelled images of the first target.</summary>
    private static ImmutableArray<LabelledImage> Labelled()
    {
        string target = Directory.GetDirectories(SharedData.Require(NucleiData.Target)).Order().First();
        string[] Files(string kind) =>
            [.. Directory.GetFiles(Path.Combine(target, kind)).Order().Take(Cases)];
        return LabelMatching.Match(Files("images"), Files("labels"));
    }

    private static string Text(SupervisedEstimate estimate) =>
        string.Join('\n', estimate.Scores.Select(one => FormattableString.Invariant($"{one.Key} {one.Value.Value:R}")));
}
