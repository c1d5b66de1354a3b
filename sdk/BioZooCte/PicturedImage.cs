using BioZooCte.Images;
using BioZooCte.Reports.Html;
using BioZooCte.Tensors;
using BioZooCte.Tiling;

namespace BioZooCte;

/// <summary>The plane of an image that a report shows, read by rows and made small enough.</summary>
internal static class PicturedImage
{
    /// <summary>Reads it: the mean of red, green and blue, else the chosen channel or the first.</summary>
    /// <param name="image">The image.</param>
    /// <param name="selection">What of it models were given.</param>
    /// <param name="plane">The position of the plane among those of a map.</param>
    /// <param name="planes">How many planes the map has.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<GrayPlane> ReadAsync(
        IImageSource image, ImageSelection selection, int plane, int planes, CancellationToken cancellationToken)
    {
        int frames = image.Shape.SizeOf(AxisIds.Time);
        int slices = image.Shape.SizeOf(AxisIds.Z);
        (int frame, int slice) = planes == frames * slices
            ? Math.DivRem(plane, slices)
            : selection.Planes.Choose(frames, slices)[0];
        int height = image.Shape.SizeOf(AxisIds.Y);
        int width = image.Shape.SizeOf(AxisIds.X);
        int factor = GrayPlane.FactorFor(height, width);
        int channel = selection.Channel is string named ? ChannelMatcher.Find(image, named) : 0;
        List<float> values = [];
        for (int row = 0; row < height; row += factor)
        {
            int rows = Math.Min(factor, height - row);
            TensorRegion band = TensorRegion.All(image.Shape).With(AxisIds.Y, new AxisRange(row, rows));
            band = Narrow(band, AxisIds.Time, frame, 1);
            band = Narrow(band, AxisIds.Z, slice, 1);
            band = image.IsRgb
                ? Narrow(band, AxisIds.Channel, 0, Math.Min(3, image.Shape.SizeOf(AxisIds.Channel)))
                : Narrow(band, AxisIds.Channel, channel, 1);
            AxisTensor read = new(band.Shape, image.ElementType);
            await image.ReadAsync(band, read, cancellationToken).ConfigureAwait(false);
            values.AddRange(GrayPlane.Shrink(MeanOfChannels(read, rows * width), rows, width, factor).Values);
        }

        return new GrayPlane((height + factor - 1) / factor, (width + factor - 1) / factor, [.. values]);
    }

    private static TensorRegion Narrow(TensorRegion region, string axis, int start, int length) =>
        region.Whole.Has(axis) ? region.With(axis, new AxisRange(start, length)) : region;

    private static float[] MeanOfChannels(AxisTensor read, int pixels)
    {
        AxisTensor ordered = ElementConverter.Cast(
            AxisOrder.Reorder(read, [AxisIds.Time, AxisIds.Z, AxisIds.Channel, AxisIds.Y, AxisIds.X]), ElementType.Float32);
        ReadOnlySpan<float> values = ordered.AsSpan<float>();
        int channels = values.Length / pixels;
        float[] means = new float[pixels];
        for (int i = 0; i < pixels; i++)
        {
            float sum = 0;
            for (int channel = 0; channel < channels; channel++)
            {
                sum += values[(channel * pixels) + i];
            }

            means[i] = sum / channels;
        }

        return means;
    }
}
