using BioZooCte.Cli.Options;

namespace BioZooCte.Cli.Rank;

/// <summary>What <c>zoocte rank</c> is asked for.</summary>
internal sealed record RankRequest
{
    /// <summary>What scores depend on.</summary>
    public required ScoringRequest Scoring { get; init; }

    /// <summary>The image files, found.</summary>
    public required IReadOnlyList<string> Images { get; init; }

    /// <summary>Which models are ranked, and what orders them.</summary>
    public OrderingRequest Ordering { get; init; } = new();

    /// <summary>Where the ranking is written as JSON; null for nowhere.</summary>
    public string? JsonPath { get; init; }

    /// <summary>Where the ranking is written as CSV; null for nowhere.</summary>
    public string? CsvPath { get; init; }

    /// <summary>Where the ranking is written as a page; null for nowhere.</summary>
    public string? ReportPath { get; init; }

    /// <summary>The file with statistics over a set of images; null where they are taken over the images at hand.</summary>
    public string? StatisticsPath { get; init; }

    /// <summary>The part of the images that is measured; null for all.</summary>
    public ImageShard? Shard { get; init; }

    /// <summary>Where what is found is kept.</summary>
    public StorePlace Store { get; init; } = StorePlace.None;

    /// <summary>The folder that maps are written to; null for none.</summary>
    public string? MapsFolder { get; init; }

    /// <summary>The library's options.</summary>
    /// <exception cref="InvalidUsageException">A perturbation is none.</exception>
    public EstimationOptions ToEstimation() => Ordering.ToEstimation(Scoring) with { Shard = Shard };
}
