namespace BioZooCte.Tensors;

/// <summary>
/// A tensor that is read by region, as often as wanted, and need not stand in memory: reading the same region twice
/// gives the same values.
/// </summary>
internal interface ITensorSource
{
    /// <summary>The axes with their lengths, slowest first.</summary>
    TensorShape Shape { get; }

    /// <summary>The type of what is read.</summary>
    ElementType ElementType { get; }

    /// <summary>Reads a region that lies inside the tensor.</summary>
    ValueTask<AxisTensor> ReadAsync(TensorRegion region, CancellationToken cancellationToken);
}
