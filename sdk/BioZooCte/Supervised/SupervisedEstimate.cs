using System.Collections.Immutable;

namespace BioZooCte.Supervised;

/// <summary>What the supervised estimators say of one model on labelled images.</summary>
public sealed record SupervisedEstimate
{
    /// <summary>The name of the model's folder, or of its file without extension.</summary>
    public required string Id { get; init; }

    /// <summary>The score by each estimator; values of different estimators cannot be compared.</summary>
    public required ImmutableSortedDictionary<string, SupervisedScore> Scores { get; init; }

    /// <summary>The layers whose features were read, deepest first.</summary>
    public required ImmutableArray<string> Layers { get; init; }

    /// <summary>The images whose features were read.</summary>
    public required int Cases { get; init; }

    /// <summary>Why other images gave none, by the shortest ends of their paths that no other has.</summary>
    public required ImmutableSortedDictionary<string, string> Failures { get; init; }

    /// <summary>Whether tiles are known not to give what one pass over a whole image gives.</summary>
    public required bool ChangesResult { get; init; }

    /// <summary>How long reading the images and the forward passes took; no two runs take the same.</summary>
    public required TimeSpan SamplingTime { get; init; }

    /// <summary>How long the scores took beside that.</summary>
    public required TimeSpan ScoringTime { get; init; }
}
