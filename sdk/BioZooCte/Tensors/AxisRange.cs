namespace BioZooCte.Tensors;

/// <summary>A run of positions along one axis.</summary>
/// <param name="Start">The first position; may lie outside the tensor where a region reaches over its edge.</param>
/// <param name="Length">The number of positions.</param>
public readonly record struct AxisRange(int Start, int Length)
{
    /// <summary>The position after the last.</summary>
    public int End => Start + Length;
}
