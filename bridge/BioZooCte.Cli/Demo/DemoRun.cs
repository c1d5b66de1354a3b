using System.Collections.Immutable;
using System.Runtime.CompilerServices;

using BioZooCte.Cli.Demo.Simulation;
using BioZooCte.Images;
using BioZooCte.Tensors;

namespace BioZooCte.Cli.Demo;

/// <summary>Simulates each condition, has the models ranked on it without its labels, then looks at the labels.</summary>
/// <param name="plan">What is simulated.</param>
/// <param name="seed">Which specimens.</param>
/// <param name="ranker">Who ranks.</param>
internal sealed class DemoRun(SimulationPlan plan, ulong seed, IConditionRanker ranker)
{
    private const float Threshold = 0.5f;

    /// <summary>The images of a condition.</summary>
    public static ImmutableArray<SimulatedImage> Simulate(
        SimulationPlan plan, SimulationCondition condition, ulong seed) =>
        [.. Enumerable.Range(0, plan.ImagesPerCondition).AsParallel().AsOrdered()
            .Select(number => NucleiSimulator.Simulate(plan, condition, number, seed))];

    /// <summary>The outcome of each condition, as it is known.</summary>
    public async IAsyncEnumerable<ConditionOutcome> RunAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (SimulationCondition condition in plan.Conditions)
        {
            ImmutableArray<SimulatedImage> images = Simulate(plan, condition, seed);
            IImageSource[] sources = [.. images.Select(i => new SimulatedImageSource(i))];
            IReadOnlyList<RankedModel> ranking =
                await ranker.RankAsync(sources, cancellationToken).ConfigureAwait(false);
            ImmutableArray<JudgedModel>.Builder models = ImmutableArray.CreateBuilder<JudgedModel>(ranking.Count);
            foreach (RankedModel model in ranking)
            {
                models.Add(new JudgedModel(
                    model, await JudgeAsync(model.Id, images, sources, cancellationToken).ConfigureAwait(false)));
            }

            yield return new ConditionOutcome(condition, models.MoveToImmutable());
        }
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
}
