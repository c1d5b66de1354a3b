using System.Collections.Immutable;

using BioZooCte.Consistency;

namespace BioZooCte.Ranking;

/// <summary>
/// Percentile bootstrap of scores and of their differences (Efron 1979, doi:10.1214/aos/1176344552). The n-th
/// resample draws the same images, or the same blocks, for every model. Where a model has too few scored
/// images, the blocks inside each of its images are drawn instead; a difference takes blocks where either
/// model has to.
/// </summary>
internal sealed class Bootstrap
{
    private readonly ConsistencyMetric _metric;
    private readonly RankingRules _rules;
    private readonly Dictionary<MeasuredModel, double[]> _overImages;
    private readonly Dictionary<MeasuredModel, double[]> _overBlocks = [];

    /// <summary>
    /// Resamples the images of all models of a ranking; blocks are when they are asked for.
    /// </summary>
    public Bootstrap(
        IEnumerable<MeasuredModel> models, ConsistencyMetric metric, RankingRules rules, int imageCount)
    {
        _metric = metric;
        _rules = rules;
        ImmutableArray<MeasuredModel> byImages =
            [.. models.Where(model => model.Scored.Length >= rules.LeastImagesToResample)];
        double[][] scores = ImageBootstrap.Scores(byImages, rules.Seed, rules.Resamples, imageCount);
        _overImages = byImages.Zip(scores).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    /// <summary>The interval of a model's score; null where there is too little to draw from.</summary>
    public ScoreInterval? Interval(MeasuredModel model)
    {
        double[]? scores = _overImages.GetValueOrDefault(model) ?? OverBlocks(model);
        return scores is null ? null : OrderStatistics.Interval(scores, _rules.Confidence);
    }

    /// <summary>
    /// The interval of how much the first model's score is above the second's; null as above.
    /// </summary>
    public ScoreInterval? DifferenceInterval(MeasuredModel first, MeasuredModel second)
    {
        double[]? a = null;
        double[]? b = null;
        if (!_overImages.TryGetValue(first, out a) || !_overImages.TryGetValue(second, out b))
        {
            a = OverBlocks(first);
            b = OverBlocks(second);
        }

        return a is null || b is null
            ? null
            : OrderStatistics.Interval([.. a.Zip(b, (x, y) => x - y)], _rules.Confidence);
    }

    /// <summary>
    /// The scores from resampled blocks; null where no image has two, for then every draw is the same.
    /// </summary>
    private double[]? OverBlocks(MeasuredModel model)
    {
        if (!model.Scored.Any(image => image.Pairs[0].Blocks.Count(block => block.Pixels > 0) > 1))
        {
            return null;
        }

        if (!_overBlocks.TryGetValue(model, out double[]? scores))
        {
            scores = BlockBootstrap.Scores(model, _metric, _rules.Seed, _rules.Resamples);
            _overBlocks.Add(model, scores);
        }

        return scores;
    }
}
