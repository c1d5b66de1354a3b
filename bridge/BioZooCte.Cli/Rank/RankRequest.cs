using BioZooCte.Cli.Options;
using BioZooCte.Segmentation;

namespace BioZooCte.Cli.Rank;

/// <summary>What <c>zoocte rank</c> is asked for.</summary>
internal sealed record RankRequest
{
    /// <summary>The packages, found.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>The image files, found.</summary>
    public required IReadOnlyList<string> Images { get; init; }

    /// <summary>What of the images models are given.</summary>
    public required ImageRequest Image { get; init; }

    /// <summary>The perturbations, such as <c>gamma:1.5</c>; empty for the usual ones.</summary>
    public required IReadOnlyList<string> Perturbations { get; init; }

    /// <summary><c>percentile</c> or <c>model</c>.</summary>
    public required string PerturbationUnit { get; init; }

    /// <summary>Where models are cut to change their features; null for each one's bottleneck.</summary>
    public string? Bottleneck { get; init; }

    /// <summary>Whether changes of features are drawn as PyTorch draws them.</summary>
    public bool DrawsAsTorch { get; init; }

    /// <summary>The metric's name.</summary>
    public required string Metric { get; init; }

    /// <summary>What orders the models; null for what their number and the metric allow.</summary>
    public string? Estimator { get; init; }

    /// <summary>The structures whose models are ranked; empty for all.</summary>
    public IReadOnlyList<string> Structures { get; init; } = [];

    /// <summary>At how many pixels models are compared; null for all.</summary>
    public int? AgreementSample { get; init; }

    /// <summary>Above it a probability is foreground.</summary>
    public required double Threshold { get; init; }

    /// <summary>What counts as foreground.</summary>
    public required ForegroundOptions Foreground { get; init; }

    /// <summary>How often random perturbations are drawn.</summary>
    public required int Runs { get; init; }

    /// <summary>What random numbers depend on.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Tiles run at a time; null for one for each core.</summary>
    public int? Threads { get; init; }

    /// <summary>Whether files may have another hash than declared.</summary>
    public required bool AllowHashMismatch { get; init; }

    /// <summary>Where the ranking is written as JSON; null for nowhere.</summary>
    public string? JsonPath { get; init; }

    /// <summary>Where the ranking is written as CSV; null for nowhere.</summary>
    public string? CsvPath { get; init; }
}
