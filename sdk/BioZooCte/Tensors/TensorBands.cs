namespace BioZooCte.Tensors;

/// <summary>Cuts a shape into bands that are read one after another, so that none takes much memory.</summary>
internal static class TensorBands
{
    /// <summary>The elements of a band at the most, unless one row alone has more: 16 MiB of float32.</summary>
    public const int MaximumElements = 1 << 22;

    /// <summary>Regions that cover the shape once, in C order of frames, slices and rows.</summary>
    public static IEnumerable<TensorRegion> Of(TensorShape shape, int maximumElements = MaximumElements)
    {
        TensorRegion all = TensorRegion.All(shape);
        if (shape.ElementCount <= maximumElements)
        {
            yield return all;
            yield break;
        }

        int frames = shape.SizeOf(AxisIds.Time);
        int slices = shape.SizeOf(AxisIds.Z);
        int rows = shape.SizeOf(AxisIds.Y);
        long rowElements = shape.ElementCount / ((long)frames * slices * rows);
        int bandRows = (int)Math.Clamp(maximumElements / rowElements, 1, rows);
        for (int frame = 0; frame < frames; frame++)
        {
            for (int slice = 0; slice < slices; slice++)
            {
                for (int row = 0; row < rows; row += bandRows)
                {
                    yield return Narrow(
                        Narrow(
                            Narrow(all, AxisIds.Time, new AxisRange(frame, 1)),
                            AxisIds.Z,
                            new AxisRange(slice, 1)),
                        AxisIds.Y,
                        new AxisRange(row, Math.Min(bandRows, rows - row)));
                }
            }
        }
    }

    private static TensorRegion Narrow(TensorRegion region, string axisId, AxisRange range) =>
        region.Whole.Has(axisId) ? region.With(axisId, range) : region;
}
