using System.Collections.Immutable;

using BioZooCte.Cli.Demo;
using BioZooCte.Cli.Demo.Simulation;

namespace BioZooCte.Cli.Tests.Demo;

[TestClass]
public sealed class DemoRunTests
{
    private const ulong Seed = 3;

    private static readonly SimulationPlan Plan = SimulationPlan.Bundled() with
    {
        ImageSize = 128,
        ImagesPerCondition = 3,
        Conditions = SimulationPlan.Bundled().Conditions[..2],
    };

    private readonly ShareRecorder _progress = new();

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task RunAsync_OfEveryCondition_ShowsItsImagesOnce()
    {
        EvenRanker ranker = new();

        List<ConditionOutcome> outcomes = await Run(ranker);

        CollectionAssert.AreEqual(Plan.Conditions.ToArray(), outcomes.ConvertAll(o => o.Condition));
        CollectionAssert.AreEqual(
            Plan.Conditions.SelectMany(c => Enumerable.Range(0, 3).Select(i => $"{c.Name}-{i:00}.tif")).ToList(),
            ranker.Seen);
    }

    [TestMethod]
    public async Task RunAsync_OfEvenPredictions_JudgesThemByTheLabels()
    {
        List<ConditionOutcome> outcomes = await Run(new EvenRanker());

        // With everything foreground precision is the labelled share s and recall 1: F1 = 2s / (1 + s).
        ImmutableArray<SimulatedImage> images = Plan.Simulate(Plan.Conditions[0], Seed);
        double[] expected = [.. images
            .Select(i => i.Labels.AsSpan<ushort>().ToArray().Average(l => l == 0 ? 0.0 : 1.0))
            .Select(s => 2 * s / (1 + s)).Order()];
        ImmutableArray<JudgedModel> models = outcomes[0].Models;
        Assert.AreEqual(expected[1], models[0].TrueF1!.Value, 1e-12);
        Assert.AreEqual(0, models[1].TrueF1);
        Assert.IsNull(models[2].TrueF1);
    }

    [TestMethod]
    public async Task RunAsync_OfACondition_ReportsGrowingShares()
    {
        await new DemoRun(Plan, Seed, new EvenRanker()).RunAsync(
            Plan.Conditions[0], _progress, TestContext.CancellationToken);

        // The ranker of this test says that half of its work is done; each of three models is a third of the rest.
        CollectionAssert.AreEqual(
            new[] { "culture: simulating 0", "culture: ranking 0.375", "culture: looking at the truth 0.75",
                "culture: looking at the truth 0.833", "culture: looking at the truth 0.917" },
            _progress.Lines);
    }

    private async Task<List<ConditionOutcome>> Run(EvenRanker ranker)
    {
        List<ConditionOutcome> outcomes = [];
        DemoRun run = new(Plan, Seed, ranker);
        foreach (SimulationCondition condition in Plan.Conditions)
        {
            outcomes.Add(await run.RunAsync(condition, _progress, TestContext.CancellationToken));
        }

        return outcomes;
    }
}
