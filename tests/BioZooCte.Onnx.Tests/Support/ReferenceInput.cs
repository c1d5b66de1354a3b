using BioZooCte.Images;
using BioZooCte.Tensors;

namespace BioZooCte.Onnx.Tests.Support;

/// <summary>
/// An image as the reference scores take it: 0 at its percentile 1, 1 at 99.8, reflected at the bottom and the right to
/// a multiple of 8.
/// </summary>
internal sealed class ReferenceInput
{
    private const int Multiple = 8;

    private readonly int _rows;
    private readonly int _columns;

    private ReferenceInput(AxisTensor padded, int rows, int columns)
    {
        Padded = padded;
        _rows = rows;
        _columns = columns;
    }

    public AxisTensor Padded { get; }

    public static async Task<ReferenceInput> ReadAsync(string path)
    {
        using IImageSource image = ImageFile.Open(path);
        AxisTensor raw = AxisTensor.Uninitialized(image.Shape, image.ElementType);
        await image.ReadAsync(TensorRegion.All(image.Shape), raw, CancellationToken.None);
        double[] values = ElementConverter.Cast(raw, ElementType.Float64).AsSpan<double>().ToArray();
        double[] sorted = [.. values.Order()];
        double low = Percentile(sorted, 0.01);
        double high = Percentile(sorted, 0.998);
        (int rows, int columns) = (image.Shape.SizeOf(AxisIds.Y), image.Shape.SizeOf(AxisIds.X));
        AxisTensor padded = new(TensorShape.Of("bcyx", 1, 1, Up(rows), Up(columns)), ElementType.Float32);
        for (int k = 0; k < padded.Count; k++)
        {
            int y = Reflect(k / Up(columns), rows);
            int x = Reflect(k % Up(columns), columns);
            padded.AsSpan<float>()[k] = (float)((values[(y * columns) + x] - low) / (high - low + 1e-6));
        }

        return new ReferenceInput(padded, rows, columns);
    }

    /// <summary>The elements of an output that lie over the image, channel by channel.</summary>
    public float[] Unpad(AxisTensor output)
    {
        int channels = output.Shape.SizeOf(AxisIds.Channel);
        TensorRegion region = new(output.Shape, [new(0, 1), new(0, channels), new(0, _rows), new(0, _columns)]);
        return RegionCopy.Crop(output, region).AsSpan<float>().ToArray();
    }

    private static int Up(int size) => (size + Multiple - 1) / Multiple * Multiple;

    private static int Reflect(int place, int size) => place < size ? place : (2 * size) - 2 - place;

    private static double Percentile(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
