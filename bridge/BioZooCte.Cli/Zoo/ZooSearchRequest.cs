using BioZooCte.Packages.Zoo;

namespace BioZooCte.Cli.Zoo;

/// <summary>What <c>zoocte zoo search</c> is asked for.</summary>
internal sealed record ZooSearchRequest
{
    /// <summary>What models are looked for.</summary>
    public required ZooQuery Query { get; init; }

    /// <summary>The image that they have to take; null for none.</summary>
    public string? ImagePath { get; init; }

    /// <summary>The image's axes; null where its file states them.</summary>
    public string? ImageAxes { get; init; }

    /// <summary>Whether only those are shown that can be run, and take the image.</summary>
    public bool IsRunnableOnly { get; init; }

    /// <summary>Whether they are written as JSON.</summary>
    public bool IsJson { get; init; }

    /// <summary>Hosts that are allowed.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];
}
