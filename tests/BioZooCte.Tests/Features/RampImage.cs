using BioZooCte.Images;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Features;

/// <summary>
/// An image whose pixels tell where they are, 64 z + y + x / 64, computed as it is read. Remembers the largest region
/// that was read.
/// </summary>
internal sealed class RampImage(string name, string letters, params int[] sizes) : IImageSource
{
    private readonly Lock _lock = new();
    private long _largest;

    public string Name => name;

    public TensorShape Shape { get; } = TensorShape.Of(letters, sizes);

    public ElementType ElementType { get; init; } = ElementType.Float32;

    public IReadOnlyList<string> ChannelNames => [];

    public bool IsRgb => false;

    /// <summary>From slice, row and column to the value.</summary>
    public Func<int, int, int, float> Value { get; init; } = ValueAt;

    /// <summary>The elements of the largest region that was read.</summary>
    public long Largest => Interlocked.Read(ref _largest);

    public static float ValueAt(int slice, int row, int column) => (64 * slice) + row + (column / 64f);

    public ValueTask ReadAsync(TensorRegion region, AxisTensor destination, CancellationToken cancellationToken)
    {
        ImageRegions.ThrowIfUnfit(this, region, destination);
        lock (_lock)
        {
            _largest = Math.Max(_largest, region.Shape.ElementCount);
        }

        (AxisRange slices, AxisRange rows, AxisRange columns) = (RangeOf("z"), RangeOf("y"), RangeOf("x"));
        int i = 0;
        for (int z = slices.Start; z < slices.End; z++)
        {
            for (int y = rows.Start; y < rows.End; y++)
            {
                for (int x = columns.Start; x < columns.End; x++)
                {
                    if (ElementType == ElementType.Float32)
                    {
                        destination.AsSpan<float>()[i++] = Value(z, y, x);
                    }
                    else
                    {
                        destination.AsSpan<ushort>()[i++] = (ushort)Value(z, y, x);
                    }
                }
            }
        }

        return ValueTask.CompletedTask;

        AxisRange RangeOf(string axis) =>
            Shape.IndexOf(axis) is int index and >= 0 ? region[index] : new AxisRange(0, 1);
    }

    public void Dispose()
    {
    }
}
