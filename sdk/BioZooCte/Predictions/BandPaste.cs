using BioZooCte.Tensors;

namespace BioZooCte.Predictions;

/// <summary>Puts maps that were read band by band together.</summary>
internal static class BandPaste
{
    /// <summary>A map of zeros for a whole output, of the axes and type of the map of a band.</summary>
    /// <exception cref="ArgumentException">It would take more than 2 GiB.</exception>
    public static AxisTensor EmptyLike(AxisTensor part, TensorShape whole) => new(
        new TensorShape(part.Shape.Select(axis => axis with { Size = whole.SizeOf(axis.Id) })), part.ElementType);

    /// <summary>Writes the map of a band into that of the whole.</summary>
    public static void Paste(AxisTensor part, AxisTensor whole, TensorRegion band)
    {
        AxisRange[] ranges = [.. whole.Shape.Select(axis => band[band.Whole.IndexOf(axis.Id)])];
        RegionCopy.Paste(part, whole, new TensorRegion(whole.Shape, ranges));
    }
}
