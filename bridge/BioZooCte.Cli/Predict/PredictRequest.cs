using BioZooCte.Cli.Options;

namespace BioZooCte.Cli.Predict;

/// <summary>What <c>zoocte predict</c> is asked for.</summary>
internal sealed record PredictRequest
{
    /// <summary>The package.</summary>
    public required string Model { get; init; }

    /// <summary>The image files, found.</summary>
    public required IReadOnlyList<string> Images { get; init; }

    /// <summary>What of an image the model is given.</summary>
    public required ImageRequest Image { get; init; }

    /// <summary>Whether images are framed as the Zoo's own runtime does.</summary>
    public required bool HasCoreFrame { get; init; }

    /// <summary>The folder that results are written to.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>Tiles run at a time; null for one for each core.</summary>
    public int? Threads { get; init; }

    /// <summary>Whether files may have another hash than declared.</summary>
    public required bool AllowHashMismatch { get; init; }
}
