using System.Collections.Immutable;

namespace BioZooCte.Evaluation.Targets;

/// <summary>A model's scores, made without labels, beside its performance, measured with them.</summary>
public sealed record EvaluatedModel
{
    /// <summary>The model's name in the run.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// F1 of the foreground's pixels, the median over images; from 0 to 1, higher is better. Null where the model could
    /// not run, or no image has foreground in labels or prediction.
    /// </summary>
    public double? F1 { get; init; }

    /// <summary>The scores by the names of the estimators; null where a model has none.</summary>
    public required ImmutableSortedDictionary<string, double?> Scores { get; init; }

    /// <summary>What to know before trusting the scores.</summary>
    public ImmutableArray<string> Flags { get; init; } = [];

    /// <summary>Why the model has no performance; null where it has.</summary>
    public string? Error { get; init; }
}
