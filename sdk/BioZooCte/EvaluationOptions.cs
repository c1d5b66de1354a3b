using System.Collections.Immutable;

using BioZooCte.Evaluation.Confidence;
using BioZooCte.Evaluation.Targets;
using BioZooCte.Instances;
using BioZooCte.Supervised;

namespace BioZooCte;

/// <summary>What models are measured by.</summary>
public sealed record EvaluationOptions
{
    /// <summary>What scores are held against.</summary>
    /// <value><see cref="PerformanceMeasure.F1"/>.</value>
    public PerformanceMeasure Performance { get; init; } = PerformanceMeasure.F1;

    /// <summary>
    /// What else is held against the performance, beside consistency and agreement: names of
    /// <see cref="ConfidenceEstimators"/> and of <see cref="KnownSupervisedEstimators"/>.
    /// </summary>
    /// <value>Nothing.</value>
    /// <exception cref="ArgumentException">There is no such name, or one stands twice.</exception>
    public ImmutableArray<string> Estimators
    {
        get;
        init => field = value.IsDefault ? [] : Check(value);
    } = [];

    /// <summary>How probabilities become instances, where objects are measured.</summary>
    public InstanceOptions Instances { get; init; } = new();

    private static ImmutableArray<string> Check(ImmutableArray<string> names)
    {
        string[] known = [.. ConfidenceEstimators.Names, .. KnownSupervisedEstimators.Names];
        string? unknown = names.FirstOrDefault(name => !known.Contains(name, StringComparer.Ordinal));
        return unknown is not null
            ? throw new ArgumentException(
                $"There is no estimator '{unknown}'; expected {string.Join(", ", known)}.", nameof(names))
            : names.Distinct(StringComparer.Ordinal).Count() == names.Length
                ? names
                : throw new ArgumentException($"An estimator stands twice: {string.Join(", ", names)}.", nameof(names));
    }
}
