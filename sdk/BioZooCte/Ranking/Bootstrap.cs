using System.Collections.Immutable;
using System.Numerics.Tensors;

using BioZooCte.Consistency;

namespace BioZooCte.Ranking;

/// <summary>
/// Percentile bootstrap of scores and of their differences (Efron 1979, doi:10.1214/aos/1176344552). The n-th
/// resample draws the same images, or the same blocks, for every model. Where a model has too few scored
/// images, the blocks inside each of its images are drawn instead; a difference takes blocks where either
/// model has to. For one caller at a time.
/// </summary>
internal sealed class Bootstrap
{
    private readonly ConsistencyMetric _metric;
    private readonly RankingEstimator _estimator;
    private readonly RankingRules _rules;
    private readonly Dictionary<ComparedModel, ResampledModel> _overImages;
    private readonly Dictionary<ComparedModel, ResampledModel> _overBlocks = [];
    private readonly double[] _differences;

    /// <summary>
    /// Resamples the images of all models of a ranking; blocks are when they are asked for.
    /// </summary>
    public Bootstrap(
        IEnumerable<ComparedModel> models,
        RankingEstimator estimator,
        ConsistencyMetric metric,
        RankingRules rules,
        int imageCount,
        int threads = 1)
    {
        _metric = metric;
        _estimator = estimator;
        _rules = rules;
        _differences = new double[rules.Resamples];
        ImmutableArray<ComparedModel> byImages =
            [.. models.Where(model => model.ImagesFor(estimator) >= rules.LeastImagesToResample)];
        ResampledModel[] resampled =
            ImageBootstrap.Resample(byImages, rules.Seed, rules.Resamples, imageCount, threads);
        _overImages = byImages.Zip(resampled).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    /// <summary>The interval of a model's score; null where there is too little to draw from.</summary>
    public ScoreInterval? Interval(ComparedModel model) => Interval(Resampled(model)?.ScoresBy(_estimator));

    /// <summary>The interval of its estimated F1; null as above.</summary>
    public ScoreInterval? EstimatedF1Interval(ComparedModel model) => Interval(Resampled(model)?.EstimatedF1);

    /// <summary>
    /// The interval of how much the first model's score is above the second's; null as above.
    /// </summary>
    public ScoreInterval? DifferenceInterval(ComparedModel first, ComparedModel second)
    {
        ResampledModel? a = null;
        ResampledModel? b = null;
        if (!_overImages.TryGetValue(first, out a) || !_overImages.TryGetValue(second, out b))
        {
            a = OverBlocks(first);
            b = OverBlocks(second);
        }

        if (a is null || b is null)
        {
            return null;
        }

        TensorPrimitives.Subtract(a.ScoresBy(_estimator), b.ScoresBy(_estimator), _differences);
        return Interval(_differences);
    }

    private ResampledModel? Resampled(ComparedModel model) =>
        _overImages.GetValueOrDefault(model) ?? OverBlocks(model);

    private ScoreInterval? Interval(double[]? resampled) =>
        resampled is null ? null : OrderStatistics.Interval(resampled, _rules.Confidence);

    /// <summary>
    /// The medians from resampled blocks; null where no image has two, for then every draw is the same.
    /// </summary>
    private ResampledModel? OverBlocks(ComparedModel model)
    {
        if (!model.Measured.Scored.Any(image => image.Pairs[0].Blocks.Count(block => block.Pixels > 0) > 1))
        {
            return null;
        }

        if (!_overBlocks.TryGetValue(model, out ResampledModel? resampled))
        {
            resampled = BlockBootstrap.Resample(model, _metric, _rules.Seed, _rules.Resamples);
            _overBlocks.Add(model, resampled);
        }

        return resampled;
    }
}
