using BioZooCte.Consistency;

namespace BioZooCte.Ranking;

/// <summary>
/// Percentile bootstrap of scores and of their differences (Efron 1979, doi:10.1214/aos/1176344552). The n-th resample
/// draws the same images, or the same blocks, for every model. Where a model has too few scored images, the blocks
/// inside each of its images are drawn instead; a difference takes blocks where either model has to.
/// </summary>
internal sealed class Bootstrap(ConsistencyMetric metric, RankingRules rules, int imageCount)
{
    private readonly Dictionary<MeasuredModel, double[]> _overImages = [];
    private readonly Dictionary<MeasuredModel, double[]> _overBlocks = [];

    /// <summary>The interval of a model's score; null where there is too little to draw from.</summary>
    public ScoreInterval? Interval(MeasuredModel model)
    {
        bool byImages = HasImages(model);
        return byImages || HasBlocks(model)
            ? OrderStatistics.Interval(Resampled(model, byImages), rules.Confidence)
            : null;
    }

    /// <summary>The interval of how much the first model's score is above the second's; null as above.</summary>
    public ScoreInterval? DifferenceInterval(MeasuredModel first, MeasuredModel second)
    {
        bool byImages = HasImages(first) && HasImages(second);
        if (!byImages && !(HasBlocks(first) && HasBlocks(second)))
        {
            return null;
        }

        double[] differences = [.. Resampled(first, byImages).Zip(Resampled(second, byImages), (a, b) => a - b)];
        return OrderStatistics.Interval(differences, rules.Confidence);
    }

    private bool HasImages(MeasuredModel model) => model.Scored.Length >= rules.LeastImagesToResample;

    /// <summary>Whether any image has more than one block: else every draw is the same.</summary>
    private static bool HasBlocks(MeasuredModel model) =>
        model.Scored.Any(image => image.Pairs[0].Blocks.Count(block => block.Pixels > 0) > 1);

    private double[] Resampled(MeasuredModel model, bool byImages)
    {
        Dictionary<MeasuredModel, double[]> known = byImages ? _overImages : _overBlocks;
        if (!known.TryGetValue(model, out double[]? scores))
        {
            scores = byImages
                ? ImageBootstrap.Scores(model, rules.Seed, rules.Resamples, imageCount)
                : BlockBootstrap.Scores(model, metric, rules.Seed, rules.Resamples);
            known.Add(model, scores);
        }

        return scores;
    }
}
