using System.Collections.Immutable;

using BioZooCte.Evaluation.Confidence;
using BioZooCte.Evaluation.Targets;
using BioZooCte.Features;
using BioZooCte.Instances;
using BioZooCte.Supervised;

namespace BioZooCte;

/// <summary>What models are measured by.</summary>
public sealed record EvaluationOptions
{
    /// <summary>The names of what else can be held against the performance; those that need no label come first.</summary>
    public static ImmutableArray<string> KnownEstimators { get; } =
        [.. ConfidenceEstimators.Names, .. KnownSupervisedEstimators.Names];

    /// <summary>What scores are held against.</summary>
    /// <value><see cref="PerformanceMeasure.F1"/>.</value>
    public PerformanceMeasure Performance { get; init; } = PerformanceMeasure.F1;

    /// <summary>
    /// What else is held against the performance, beside consistency and agreement; of <see cref="KnownEstimators"/>.
    /// </summary>
    /// <value>Nothing.</value>
    /// <exception cref="ArgumentException">There is no such name, or one stands twice.</exception>
    public ImmutableArray<string> Estimators
    {
        get;
        init => field = value.IsDefault ? [] : KnownSupervisedEstimators.Check(value, KnownEstimators);
    } = [];

    /// <summary>What features are read where an estimator needs labels.</summary>
    public FeatureSamplingOptions Sampling { get; init; } = new();

    /// <summary>How probabilities become instances, where objects are measured.</summary>
    public InstanceOptions Instances { get; init; } = new();
}
