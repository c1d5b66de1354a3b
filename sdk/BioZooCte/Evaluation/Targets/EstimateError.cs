using BioZooCte.Ranking;

namespace BioZooCte.Evaluation.Targets;

/// <summary>How far the F1 that was expected without labels is from the one measured with them.</summary>
/// <param name="Models">The models that have both.</param>
/// <param name="Bias">The mean of expected − measured; null without any model.</param>
/// <param name="MeanAbsoluteError">The mean of |expected − measured|; null likewise.</param>
/// <param name="Intervals">The models whose expected F1 has an interval.</param>
/// <param name="IntervalsHolding">Those of them whose interval holds the measured F1.</param>
public sealed record EstimateError(
    int Models, double? Bias, double? MeanAbsoluteError, int Intervals, int IntervalsHolding)
{
    /// <summary>The error over the models of any number of targets.</summary>
    public static EstimateError Of(IEnumerable<EvaluatedModel> models)
    {
        ArgumentNullException.ThrowIfNull(models);
        EvaluatedModel[] both = [.. models.Where(m => m is { F1: not null, EstimatedF1: not null })];
        double[] errors = [.. both.Select(m => m.EstimatedF1!.Value - m.F1!.Value)];
        EvaluatedModel[] intervals = [.. both.Where(m => m.EstimatedF1Interval is not null)];
        return new EstimateError(
            both.Length,
            errors.Length == 0 ? null : errors.Average(),
            errors.Length == 0 ? null : errors.Average(Math.Abs),
            intervals.Length,
            intervals.Count(m => m.EstimatedF1Interval is ScoreInterval interval && interval.Contains(m.F1!.Value)));
    }
}
