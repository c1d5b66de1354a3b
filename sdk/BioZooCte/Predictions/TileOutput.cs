using BioZooCte.Tensors;

namespace BioZooCte.Predictions;

/// <summary>What a tile answers for in one output.</summary>
/// <param name="OutputIndex">The output's position in the network.</param>
/// <param name="Tensor">The elements.</param>
/// <param name="Region">Where they lie in the output of the whole sample.</param>
internal sealed record TileOutput(int OutputIndex, AxisTensor Tensor, TensorRegion Region);
