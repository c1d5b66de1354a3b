namespace BioZooCte.Tensors;

/// <summary>One axis of a tensor or an image: its identifier (see <see cref="AxisIds"/>) and its length.</summary>
/// <param name="Id">The identifier, such as <c>channel</c> or <c>y</c>.</param>
/// <param name="Size">The number of elements along the axis; at least 0.</param>
public readonly record struct TensorAxis(string Id, int Size);
