using System.Collections.Immutable;

using BioZooCte.Cli.Demo.Simulation;
using BioZooCte.Cli.Progress;
using BioZooCte.Images;
using BioZooCte.Tensors;

namespace BioZooCte.Cli.Demo;

/// <summary>Simulates a condition, has models ranked on it without its labels, then looks at the labels.</summary>
/// <param name="plan">What is simulated.</param>
/// <param name="seed">Which specimens.</param>
/// <param name="ranker">Who ranks.</param>
internal sealed class DemoRun(SimulationPlan plan, ulong seed, IConditionRanker ranker)
{
    private const float Threshold = 0.5f;

    /// <summary>Ranking takes three passes an image, looking at the truth one.</summary>
    private const double RankingShare = 0.75;

    /// <summary>The outcome of a condition.</summary>
    public async Task<ConditionOutcome> RunAsync(
        SimulationCondition condition, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        progress.Report(new WorkProgress($"{condition.Name}: simulating", 0));
        ImmutableArray<SimulatedImage> images = plan.Simulate(condition, seed);
        IImageSource[] sources = [.. images.Select(i => new TensorImage(i.Name, i.Pixels))];
        IReadOnlyList<PlacedModel> ranking = await ranker.RankAsync(
            sources, new RankingProgress(condition.Name, progress), cancellationToken).ConfigureAwait(false);
        ImmutableArray<JudgedModel>.Builder models = ImmutableArray.CreateBuilder<JudgedModel>(ranking.Count);
        foreach (PlacedModel model in ranking)
        {
            double done = RankingShare + ((1 - RankingShare) * models.Count / ranking.Count);
            progress.Report(new WorkProgress($"{condition.Name}: looking at the truth", done));
            models.Add(new JudgedModel(
                model, await JudgeAsync(model.Id, images, sources, cancellationToken).ConfigureAwait(false)));
        }

        return new ConditionOutcome(condition, models.MoveToImmutable());
    }

    private async Task<double?> JudgeAsync(
        string modelId,
        ImmutableArray<SimulatedImage> images,
        IImageSource[] sources,
        CancellationToken cancellationToken)
    {
        List<double?> scores = [];
        for (int i = 0; i < images.Length; i++)
        {
            AxisTensor? predicted =
                await ranker.PredictAsync(modelId, sources[i], cancellationToken).ConfigureAwait(false);
            scores.Add(predicted is null ? null : ForegroundF1.Score(predicted, images[i].Labels, Threshold));
        }

        return ForegroundF1.Median(scores);
    }

    private sealed class RankingProgress(string condition, IProgress<WorkProgress> progress) : IProgress<double>
    {
        public void Report(double value) =>
            progress.Report(new WorkProgress($"{condition}: ranking", RankingShare * value));
    }
}
