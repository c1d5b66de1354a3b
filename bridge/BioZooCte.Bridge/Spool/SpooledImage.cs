using BioZooCte.Images;
using BioZooCte.Tensors;

namespace BioZooCte.Bridge.Spool;

/// <summary>
/// An image that arrives while it is read: whoever reads a region waits until the last part of the image is there.
/// </summary>
internal sealed class SpooledImage : IImageSource
{
    private readonly ISpoolStorage _storage;
    private readonly TaskCompletionSource _arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>An image of which nothing is there.</summary>
    /// <param name="description">What it is.</param>
    /// <param name="storage">Where it lies; disposed with the image.</param>
    public SpooledImage(SpooledImageDescription description, ISpoolStorage storage)
    {
        Description = description;
        _storage = storage;
    }

    /// <summary>What it is.</summary>
    public SpooledImageDescription Description { get; }

    /// <inheritdoc/>
    public string Name => Description.Name;

    /// <inheritdoc/>
    public TensorShape Shape => Description.Shape;

    /// <inheritdoc/>
    public ElementType ElementType => Description.ElementType;

    /// <inheritdoc/>
    public IReadOnlyList<string> ChannelNames => Description.ChannelNames;

    /// <inheritdoc/>
    public bool IsRgb => Description.IsRgb;

    /// <summary>Its bytes.</summary>
    public ISpoolStorage Storage => _storage;

    /// <summary>Whether all of it is there.</summary>
    public bool HasArrived => _arrival.Task.IsCompletedSuccessfully;

    /// <summary>All of it is there.</summary>
    public void Complete() => _arrival.TrySetResult();

    /// <summary>Waits until all of it is there.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _arrival.Task.WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask ReadAsync(
        TensorRegion region, AxisTensor destination, CancellationToken cancellationToken)
    {
        ImageRegions.ThrowIfUnfit(this, region, destination);
        await WaitAsync(cancellationToken).ConfigureAwait(false);
        int size = ElementType.SizeOf();
        RegionRuns.Walk(region, (from, to, count) =>
            _storage.Read(from * size, destination.Bytes.Slice(to * size, count * size)));
    }

    /// <summary>Frees its bytes; whoever waits for the rest waits in vain, and is ended by its token.</summary>
    public void Dispose() => _storage.Dispose();
}
