using BioZooCte.Evaluation.Statistics;

namespace BioZooCte.Evaluation.Targets;

/// <summary>A value over targets.</summary>
/// <param name="Mean">The mean over the targets that have it; null without any.</param>
/// <param name="Deviation">The sample standard deviation (ddof 1); null with fewer than two.</param>
public readonly record struct TargetMean(double? Mean, double? Deviation)
{
    /// <summary>The mean of values of which some may be NaN.</summary>
    internal static TargetMean Of(IEnumerable<double> values)
    {
        SampleSummary summary = SampleSummary.WithoutMissing([.. values]);
        return new TargetMean(NumberOrNull(summary.Mean), NumberOrNull(summary.SampleDeviation));
    }

    private static double? NumberOrNull(double value) => double.IsNaN(value) ? null : value;
}
