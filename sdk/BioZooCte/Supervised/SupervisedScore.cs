using System.Collections.Immutable;

namespace BioZooCte.Supervised;

/// <summary>
/// What a supervised estimator says of one network on labelled data; a greater value means better suited, for all of
/// them. Values of different estimators cannot be compared.
/// </summary>
public sealed record SupervisedScore
{
    private SupervisedScore(double? value, string? reason, ImmutableArray<string> notes)
    {
        Value = value;
        Reason = reason;
        Notes = notes;
    }

    /// <summary>The score, which may be infinite; null where it is not defined: it stands behind all that have one, and correlations leave it out.</summary>
    public double? Value { get; }

    /// <summary>Why there is no score; null where there is one.</summary>
    public string? Reason { get; }

    /// <summary>What the reader should know before trusting it.</summary>
    public ImmutableArray<string> Notes { get; }

    /// <summary>A score.</summary>
    internal static SupervisedScore Of(double value, params ImmutableArray<string> notes) => new(value, null, notes);

    /// <summary>No score, and why.</summary>
    internal static SupervisedScore Undefined(string reason) => new(null, reason, []);
}
