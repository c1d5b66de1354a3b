using BioZooCte.Tiling;

namespace BioZooCte.Cli.Options;

/// <summary>Which images are read, and what of them a model is given.</summary>
internal sealed record ImageRequest
{
    /// <summary>Files, folders, patterns.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>What of an image a model is given.</summary>
    public required ImageSelection Selection { get; init; }

    /// <summary>The images' axes as letters; null where the files say them.</summary>
    public string? Axes { get; init; }

    /// <summary>How images are cut.</summary>
    public required TileSize Tile { get; init; }
}
