using System.Collections.Immutable;

namespace BioZooCte.Reports.Annotation;

/// <summary>What a report says of one model of one structure, as far as an evaluation has it.</summary>
internal sealed record ReportedModel
{
    /// <summary>Its place in the report.</summary>
    public required string Place { get; init; }

    /// <summary>The shortest end of its path that no other model of the run has.</summary>
    public required string Id { get; init; }

    /// <summary>Of the weights; null where they were not read.</summary>
    public required string? Sha256 { get; init; }

    /// <summary>The structure that it stands among; null where it could not run.</summary>
    public required ReportedStructure? Structure { get; init; }

    /// <summary>Its place in the structure; null without a score.</summary>
    public required int? Rank { get; init; }

    /// <summary>The value that decides the order; null where there is none.</summary>
    public required double? Score { get; init; }

    /// <summary>The ends of the score's interval; empty where there is none.</summary>
    public required ImmutableArray<double> Interval { get; init; }

    /// <summary>How it stands by its own answer; null where there is none.</summary>
    public required double? Cte { get; init; }

    /// <summary>How far it agrees with the others; null where there are none.</summary>
    public required double? Agreement { get; init; }

    /// <summary>What its F1 would be; null where nothing tells.</summary>
    public required double? EstimatedF1 { get; init; }

    /// <summary>Models of one group cannot be told apart from its first; null without a score.</summary>
    public required int? TieGroup { get; init; }

    /// <summary>Images that it was given.</summary>
    public required int Images { get; init; }

    /// <summary>Images that gave a score.</summary>
    public required int Scored { get; init; }

    /// <summary>What to know before trusting the score.</summary>
    public required ImmutableArray<string> Flags { get; init; }

    /// <summary>Why it could not run; null where it could.</summary>
    public required string? Error { get; init; }

    /// <summary>What each pair of predictions gave.</summary>
    public required ImmutableArray<ReportedPair> Pairs { get; init; }
}
