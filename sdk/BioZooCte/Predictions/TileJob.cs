using BioZooCte.Tensors;
using BioZooCte.Tiling;

namespace BioZooCte.Predictions;

/// <summary>A tile that was read and waits for its passes.</summary>
/// <param name="ImageIndex">The image's place among all.</param>
/// <param name="Order">The tile's place among those of the image, over all its samples.</param>
/// <param name="Sample">The sample.</param>
/// <param name="Tile">The tile.</param>
/// <param name="Frame">Where its elements lie.</param>
/// <param name="Inside">Its elements, preprocessed.</param>
/// <param name="Whole">
/// Where the network's output is put together, because a step after it takes statistics of all of it; else null.
/// </param>
internal sealed record TileJob(
    int ImageIndex, int Order, PreparedSample Sample, Tile Tile, TileFrame Frame, AxisTensor Inside, WholeOutput? Whole);
