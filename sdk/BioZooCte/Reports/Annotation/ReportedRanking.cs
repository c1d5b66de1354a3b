using System.Collections.Immutable;

namespace BioZooCte.Reports.Annotation;

/// <summary>A ranking as its JSON report tells it.</summary>
internal sealed record ReportedRanking
{
    /// <summary>The file, as the user would name it.</summary>
    public required string Path { get; init; }

    /// <summary>The consistency metric.</summary>
    public required string Metric { get; init; }

    /// <summary>Whether the run was ended early.</summary>
    public required bool IsPartial { get; init; }

    /// <summary>The options that were set, in words.</summary>
    public required ImmutableArray<KeyValuePair<string, string>> Options { get; init; }

    /// <summary>The software, with versions.</summary>
    public required ImmutableArray<KeyValuePair<string, string>> Software { get; init; }

    /// <summary>The models, in the report's order.</summary>
    public required ImmutableArray<ReportedModel> Models { get; init; }
}
