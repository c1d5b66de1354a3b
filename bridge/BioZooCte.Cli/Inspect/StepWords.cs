using System.Collections.Immutable;
using System.Globalization;

using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

namespace BioZooCte.Cli.Inspect;

/// <summary>What a processing step does, in words.</summary>
internal static class StepWords
{
    /// <summary>A line.</summary>
    public static string Of(ProcessingDescription step) => step switch
    {
        ProcessingDescription.Binarize s => $"binarize: above {Numbers(s.Thresholds)}{Along(s.AxisId)} is true",
        ProcessingDescription.Clip s => Clip(s),
        ProcessingDescription.ScaleLinear s =>
            $"scale_linear: times {Numbers(s.Gains)} plus {Numbers(s.Offsets)}{Along(s.AxisId)}",
        ProcessingDescription.Sigmoid => "sigmoid: to values between 0 and 1",
        ProcessingDescription.Softmax s => $"softmax: to shares that sum to 1 along {s.AxisId}",
        ProcessingDescription.ZeroMeanUnitVariance s =>
            $"zero_mean_unit_variance: to mean 0 and deviation 1, {Scope(s.Scope)}",
        ProcessingDescription.FixedZeroMeanUnitVariance s =>
            $"fixed_zero_mean_unit_variance: minus {Numbers(s.Means)}, by {Numbers(s.StandardDeviations)}"
            + Along(s.AxisId),
        ProcessingDescription.ScaleRange s => ScaleRange(s),
        ProcessingDescription.ScaleMeanVariance s =>
            $"scale_mean_variance: to mean and deviation of '{s.ReferenceTensorId}', {Scope(s.Scope)}",
        ProcessingDescription.StarDistPostprocessing s => StarDist(s),
        ProcessingDescription.CellposeFlowDynamics s =>
            $"cellpose_flow_dynamics: to labels of {(s.IsVolume ? "volumes" : "planes")} whose pixels flow to the same"
            + $" sink, logits above {Number(s.ObjectThreshold)}, at least {s.MinSize} pixels"
            + (s.FlowThreshold > 0 && !s.IsVolume ? $", errors of flows up to {Number(s.FlowThreshold)}" : ""),
        ProcessingDescription.EnsureDataType s => $"ensure_dtype: cast to {s.Type.Name()}",
        _ => $"{step.Name}: not run by this program",
    };

    private static string StarDist(ProcessingDescription.StarDistPostprocessing step)
    {
        string rays = step.Rays is int count ? $" of {count} rays" : "";
        string pixels = string.Join(" x ", step.Grid);
        return $"stardist_postprocessing: to labels of star-convex objects{rays}, probabilities above"
            + $" {Number(step.ProbabilityThreshold)}, overlaps up to {Number(step.OverlapThreshold)},"
            + $" {pixels} pixels for an element";
    }

    private static string Clip(ProcessingDescription.Clip step)
    {
        bool usesPercentiles = step.MinPercentile is not null || step.MaxPercentile is not null;
        string low = Bound(step.Min, step.MinPercentile, "any value");
        string high = Bound(step.Max, step.MaxPercentile, "any value");
        return $"clip: to between {low} and {high}{(usesPercentiles ? $", {Scope(step.Scope)}" : "")}";
    }

    private static string Bound(double? value, double? percentile, string none) => value is double v
        ? Number(v)
        : percentile is double p ? $"percentile {Number(p)}" : none;

    private static string ScaleRange(ProcessingDescription.ScaleRange step)
    {
        string of = step.ReferenceTensorId is string other ? $" of '{other}'" : "";
        return $"scale_range: percentiles {Number(step.MinPercentile)} and {Number(step.MaxPercentile)}{of} to 0"
            + $" and 1, {Scope(step.Scope)}";
    }

    private static string Scope(StatisticsScope scope)
    {
        string over = scope.AxisIds is { } axes ? $" over {string.Join(", ", axes)}" : "";
        return $"{(scope.IsDataSet ? "of all images" : "of each image")}{over}";
    }

    private static string Along(string? axisId) => axisId is null ? "" : $" along {axisId}";

    private static string Numbers(ImmutableArray<double> numbers) =>
        numbers.Length == 1 ? Number(numbers[0]) : $"[{string.Join(", ", numbers.Select(Number))}]";

    private static string Number(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
