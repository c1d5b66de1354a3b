using BioZooCte.Evaluation.Targets;
using BioZooCte.Instances;

namespace BioZooCte;

/// <summary>What models are measured by.</summary>
public sealed record EvaluationOptions
{
    /// <summary>What scores are held against.</summary>
    /// <value><see cref="PerformanceMeasure.F1"/>.</value>
    public PerformanceMeasure Performance { get; init; } = PerformanceMeasure.F1;

    /// <summary>How probabilities become instances, where objects are measured.</summary>
    public InstanceOptions Instances { get; init; } = new();
}
