using System.Collections.Immutable;

namespace BioZooCte.Cli.Rank;

/// <summary>One model of a ranking, as far as it is shown.</summary>
internal sealed record RankingRow
{
    /// <summary>The model's name in the run.</summary>
    public required string Id { get; init; }

    /// <summary>Its place, from 1; null without a score.</summary>
    public int? Rank { get; init; }

    /// <summary>The value that decides the order; null without one.</summary>
    public double? Score { get; init; }

    /// <summary>The score's interval; null without one.</summary>
    public (double Low, double High)? Interval { get; init; }

    /// <summary>How it stands by its own answer; null without any image.</summary>
    public double? Cte { get; init; }

    /// <summary>How far it agrees with the others; null without others.</summary>
    public double? Agreement { get; init; }

    /// <summary>The estimate of its F1; null where there is none or it is withheld.</summary>
    public double? EstimatedF1 { get; init; }

    /// <summary>The estimate's interval; null without one.</summary>
    public (double Low, double High)? EstimatedF1Interval { get; init; }

    /// <summary>A number that models share which have one vote; null for those that do not vote.</summary>
    public int? VoteGroup { get; init; }

    /// <summary>The structure that it stands among; null where it could not run.</summary>
    public string? Structure { get; init; }

    /// <summary>Models of one group cannot be told apart; null without a score.</summary>
    public int? TieGroup { get; init; }

    /// <summary>The number of images given.</summary>
    public int Images { get; init; }

    /// <summary>The number of images that gave a score.</summary>
    public int Scored { get; init; }

    /// <summary>The number of images without foreground.</summary>
    public int Empty { get; init; }

    /// <summary>The number of images that could not be read or run.</summary>
    public int Failed { get; init; }

    /// <summary>The share of pixels that are foreground; null without any scored image.</summary>
    public double? Foreground { get; init; }

    /// <summary>What to know before trusting the score.</summary>
    public ImmutableArray<string> Flags { get; init; } = [];

    /// <summary>Whether a flag puts it after all others.</summary>
    public bool IsSetAside { get; init; }

    /// <summary>Why it could not run; null where it could.</summary>
    public string? Error { get; init; }

    /// <summary>The images that failed, each with the reason.</summary>
    public ImmutableArray<(string Image, string Reason)> Failures { get; init; } = [];
}
