namespace BioZooCte.Tensors;

/// <summary>A tensor in memory, read by region.</summary>
/// <param name="tensor">The tensor; what is read may be the tensor itself and is not written to.</param>
internal sealed class TensorSource(AxisTensor tensor) : ITensorSource
{
    /// <inheritdoc/>
    public TensorShape Shape => tensor.Shape;

    /// <inheritdoc/>
    public ElementType ElementType => tensor.ElementType;

    /// <inheritdoc/>
    public ValueTask<AxisTensor> ReadAsync(TensorRegion region, CancellationToken cancellationToken) =>
        ValueTask.FromResult(RegionCopy.Crop(tensor, region));
}
