using BioZooCte.Cli.Demo.Simulation;
using BioZooCte.Images;
using BioZooCte.Tensors;

namespace BioZooCte.Cli.Demo;

/// <summary>A simulated image as the library reads images: its pixels, never its labels.</summary>
internal sealed class SimulatedImageSource(SimulatedImage image) : IImageSource
{
    private readonly AxisTensor _pixels = image.Pixels;

    /// <inheritdoc/>
    public string Name { get; } = image.Name;

    /// <inheritdoc/>
    public TensorShape Shape => _pixels.Shape;

    /// <inheritdoc/>
    public ElementType ElementType => _pixels.ElementType;

    /// <inheritdoc/>
    public IReadOnlyList<string> ChannelNames => [];

    /// <inheritdoc/>
    public bool IsRgb => false;

    /// <inheritdoc/>
    public ValueTask ReadAsync(TensorRegion region, AxisTensor destination, CancellationToken cancellationToken)
    {
        AxisRange rows = region[0];
        AxisRange columns = region[1];
        ReadOnlySpan<ushort> from = _pixels.AsSpan<ushort>();
        Span<ushort> to = destination.AsSpan<ushort>();
        for (int y = 0; y < rows.Length; y++)
        {
            from.Slice(((rows.Start + y) * Shape[1].Size) + columns.Start, columns.Length)
                .CopyTo(to[(y * columns.Length)..]);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
