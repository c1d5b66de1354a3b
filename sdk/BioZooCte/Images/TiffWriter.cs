using BioZooCte.Files;
using BioZooCte.Images.Tiff;
using BioZooCte.Tensors;

namespace BioZooCte.Images;

/// <summary>
/// Writes TIFF files that ImageJ opens as what they are: stacks and hyperstacks of frames, slices and channels.
/// Files over 4 GB are BigTIFF, which ImageJ needs Bio-Formats for. A file is there whole or not at all.
/// </summary>
/// <remarks>
/// ImageJ knows no bool, int8, 64 bit integers, half or double precision: these are written as uint8 (0 and 1),
/// int16, int32 and uint32, float32. An integer that does not fit is refused, double precision is rounded.
/// </remarks>
public static class TiffWriter
{
    private const int BandElements = 1 << 22;

    /// <summary>Writes a tensor.</summary>
    /// <param name="path">The file, replaced where there is one.</param>
    /// <param name="tensor">Axes out of time, z, channel, y, x in any order; others have length 1.</param>
    /// <param name="channelNames">
    /// Names for the channels, which ImageJ shows as labels; null for none.
    /// </param>
    /// <exception cref="ArgumentException">
    /// There are other axes, or a value fits no type that ImageJ knows.
    /// </exception>
    public static void Write(string path, AxisTensor tensor, IReadOnlyList<string>? channelNames = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(tensor);
        TiffLayout layout = new(tensor.Shape, TiffElements.Written(tensor.ElementType), channelNames);
        AxisTensor ordered = TiffElements.Convert(AxisOrder.Reorder(tensor, TiffLayout.AxisOrder));
        AtomicFile.Write(path, stream =>
        {
            stream.Write(layout.Head(FloatRange.None.With(ordered)));
            stream.Write(ordered.Bytes);
            stream.Write(layout.Tail());
        });
    }

    /// <summary>Writes what need not stand in memory, band by band.</summary>
    internal static Task WriteAsync(
        string path, ITensorSource source, IReadOnlyList<string>? channelNames, CancellationToken cancellationToken)
    {
        TiffLayout layout = new(source.Shape, TiffElements.Written(source.ElementType), channelNames);
        return AtomicFile.WriteAsync(
            path,
            async (stream, token) =>
            {
                FloatRange range = FloatRange.None;
                await stream.WriteAsync(layout.Head(range), token).ConfigureAwait(false);
                foreach (TensorRegion band in Bands(source.Shape))
                {
                    AxisTensor read = await source.ReadAsync(band, token).ConfigureAwait(false);
                    AxisTensor ordered = TiffElements.Convert(AxisOrder.Reorder(read, TiffLayout.AxisOrder));
                    range = range.With(ordered);
                    await stream.WriteAsync(ordered.Memory, token).ConfigureAwait(false);
                }

                await stream.WriteAsync(layout.Tail(), token).ConfigureAwait(false);
                stream.Position = 0;
                await stream.WriteAsync(layout.Head(range), token).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <summary>Rows of one plane after the other, in the file's order.</summary>
    private static IEnumerable<TensorRegion> Bands(TensorShape shape)
    {
        int height = shape.SizeOf(AxisIds.Y);
        int bandRows = Math.Clamp(BandElements / Math.Max(1, shape.SizeOf(AxisIds.X)), 1, Math.Max(1, height));
        TensorRegion all = TensorRegion.All(shape);
        for (int frame = 0; frame < shape.SizeOf(AxisIds.Time); frame++)
        {
            for (int slice = 0; slice < shape.SizeOf(AxisIds.Z); slice++)
            {
                for (int channel = 0; channel < shape.SizeOf(AxisIds.Channel); channel++)
                {
                    for (int row = 0; row < height; row += bandRows)
                    {
                        TensorRegion band = Narrow(all, AxisIds.Time, frame, 1);
                        band = Narrow(band, AxisIds.Z, slice, 1);
                        band = Narrow(band, AxisIds.Channel, channel, 1);
                        yield return Narrow(band, AxisIds.Y, row, Math.Min(bandRows, height - row));
                    }
                }
            }
        }
    }

    private static TensorRegion Narrow(TensorRegion region, string axisId, int start, int length) =>
        region.Whole.Has(axisId) ? region.With(axisId, new AxisRange(start, length)) : region;
}
