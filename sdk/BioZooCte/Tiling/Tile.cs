using BioZooCte.Tensors;

namespace BioZooCte.Tiling;

/// <summary>One piece of a sample.</summary>
/// <param name="Index">Its place in the grid's order, from 0.</param>
/// <param name="Input">What the network takes in; may reach over the far end, where it is padded by reflection.</param>
/// <param name="Owned">What the tile answers for, always inside the sample.</param>
internal sealed record Tile(int Index, TensorRegion Input, TensorRegion Owned);
