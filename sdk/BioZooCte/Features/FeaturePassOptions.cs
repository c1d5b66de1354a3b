using BioZooCte.Segmentation;
using BioZooCte.Tiling;

namespace BioZooCte.Features;

/// <summary>How cases are read and a model is run on them while features are sampled.</summary>
internal sealed record FeaturePassOptions
{
    /// <summary>What positions are drawn by.</summary>
    /// <value>0.</value>
    public ulong Seed { get; init; }

    /// <summary>How images are cut into tiles.</summary>
    /// <value><see cref="TileSize.Auto"/>.</value>
    public TileSize TileSize { get; init; } = TileSize.Auto;

    /// <summary>What of an image is given to a model that takes less than the image has.</summary>
    /// <value>Nothing is chosen: a model that needs a choice says so.</value>
    public ImageSelection Selection { get; init; } = new();

    /// <summary>What the user says of the model's foreground.</summary>
    /// <value>Nothing: the package decides.</value>
    public ForegroundOptions Foreground { get; init; } = new();

    /// <summary>Tiles that are run at the same time, each on a thread of its own.</summary>
    /// <value>1.</value>
    public int Threads { get; init; } = 1;
}
