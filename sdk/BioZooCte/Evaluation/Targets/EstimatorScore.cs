namespace BioZooCte.Evaluation.Targets;

/// <summary>A model's score by one estimator, or why it has none.</summary>
/// <param name="Value">Higher is better; null where there is none.</param>
/// <param name="Reason">Why there is none, or none that is finite; null where there is.</param>
internal readonly record struct EstimatorScore(double? Value, string? Reason)
{
    /// <summary>No score.</summary>
    public static EstimatorScore None(string reason) => new(null, reason);

    /// <summary>A score, or no score for a reason.</summary>
    public static EstimatorScore Of(double? value, string reason) =>
        value is null ? None(reason) : new EstimatorScore(value, null);
}
