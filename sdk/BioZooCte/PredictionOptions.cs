using BioZooCte.Segmentation;
using BioZooCte.Tiling;

namespace BioZooCte;

/// <summary>How a model is run on an image.</summary>
public sealed record PredictionOptions
{
    /// <summary>What the user says of the model's foreground; for a prediction of the foreground alone.</summary>
    /// <value>Nothing: the package decides.</value>
    public ForegroundOptions Foreground { get; init; } = new();

    /// <summary>What of the image is given to a model that takes less than the image has.</summary>
    /// <value>Nothing is chosen: a model that needs a choice says so.</value>
    public ImageSelection Selection { get; init; } = new();

    /// <summary>How the image is cut into tiles.</summary>
    /// <value><see cref="TileSize.Auto"/>.</value>
    public TileSize TileSize { get; init; } = TileSize.Auto;

    /// <summary>
    /// Whether the image is given a frame as wide as the outputs' halo before its statistics are taken, mirrored at
    /// its borders, and outputs are cut by it, as bioimageio.core does for whole images.
    /// </summary>
    /// <value>False: there is no frame.</value>
    public bool HasCoreFrame { get; init; }

    /// <summary>Threads inside one pass.</summary>
    /// <value>The number of cores.</value>
    public int Threads
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = Environment.ProcessorCount;
}
