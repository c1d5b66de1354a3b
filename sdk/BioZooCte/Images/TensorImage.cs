using System.Collections.Immutable;

using BioZooCte.Tensors;

namespace BioZooCte.Images;

/// <summary>An image that stands in memory: one that a program made, or that came over a stream.</summary>
public sealed class TensorImage : IImageSource
{
    private readonly AxisTensor _tensor;

    /// <summary>
    /// An image of a tensor, which is not copied and must not change as long as the image is used.
    /// </summary>
    /// <param name="name">The image's name; noise depends on it.</param>
    /// <param name="tensor">The elements, over axes among which are y and x.</param>
    /// <param name="channelNames">The channels' names, one for each; null where there are none.</param>
    /// <param name="isRgb">
    /// Whether the channels are red, green and blue, perhaps with others after them.
    /// </param>
    /// <exception cref="ArgumentException">An axis or a name is missing.</exception>
    public TensorImage(
        string name, AxisTensor tensor, IEnumerable<string>? channelNames = null, bool isRgb = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(tensor);
        if (!tensor.Shape.Has(AxisIds.Y) || !tensor.Shape.Has(AxisIds.X))
        {
            throw new ArgumentException($"The axes y and x are not both among {tensor.Shape}.", nameof(tensor));
        }

        ImmutableArray<string> names = channelNames?.ToImmutableArray() ?? [];
        int channels = tensor.Shape.SizeOf(AxisIds.Channel);
        if (!names.IsEmpty && names.Length != channels)
        {
            throw new ArgumentException($"{names.Length} names for {channels} channels.", nameof(channelNames));
        }

        if (isRgb && channels < 3)
        {
            throw new ArgumentException($"Red, green and blue in {channels} channels.", nameof(isRgb));
        }

        Name = name;
        _tensor = tensor;
        ChannelNames = names;
        IsRgb = isRgb;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public TensorShape Shape => _tensor.Shape;

    /// <inheritdoc/>
    public ElementType ElementType => _tensor.ElementType;

    /// <inheritdoc/>
    public IReadOnlyList<string> ChannelNames { get; }

    /// <inheritdoc/>
    public bool IsRgb { get; }

    /// <inheritdoc/>
    public ValueTask ReadAsync(TensorRegion region, AxisTensor destination, CancellationToken cancellationToken)
    {
        ImageRegions.ThrowIfUnfit(this, region, destination);
        cancellationToken.ThrowIfCancellationRequested();
        int size = ElementType.SizeOf();
        RegionRuns.Walk(region, (from, to, count) =>
            _tensor.Bytes.Slice((int)from * size, count * size).CopyTo(destination.Bytes[(to * size)..]));
        return ValueTask.CompletedTask;
    }

    /// <summary>Does nothing: the tensor is its owner's.</summary>
    public void Dispose()
    {
    }
}
