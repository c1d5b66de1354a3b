using BioZooCte.Models.Processing;
using BioZooCte.Tensors;

namespace BioZooCte.Predictions;

/// <summary>
/// A sample as the network's input, up to a final cast: read by region, preprocessed on the way. A small one is
/// preprocessed once and kept.
/// </summary>
internal sealed class PreprocessedSample : ITensorSource
{
    /// <summary>The elements up to which a sample is kept in memory: 16 MiB of float32.</summary>
    private const long KeptElements = 1 << 22;

    private readonly ITensorSource? _raw;
    private readonly TensorProcessing _processing;
    private readonly ProcessingStatistics _statistics;
    private readonly AxisTensor? _whole;

    private PreprocessedSample(
        ITensorSource raw,
        TensorProcessing processing,
        ProcessingStatistics statistics,
        AxisTensor? whole,
        ElementType elementType)
    {
        // What is not read any more is not kept either.
        _raw = whole is null ? raw : null;
        Shape = raw.Shape;
        _processing = processing;
        _statistics = statistics;
        _whole = whole;
        ElementType = elementType;
    }

    /// <inheritdoc/>
    public TensorShape Shape { get; }

    /// <inheritdoc/>
    public ElementType ElementType { get; }

    /// <summary>Reads a small sample once for all its uses; a large one is read by region again and again.</summary>
    public static async ValueTask<ITensorSource> KeepIfSmallAsync(ITensorSource raw, CancellationToken cancellationToken) =>
        raw.Shape.ElementCount <= KeptElements
            ? new TensorSource(await raw.ReadAsync(TensorRegion.All(raw.Shape), cancellationToken).ConfigureAwait(false))
            : raw;

    /// <summary>A sample whose statistics are known.</summary>
    public static async ValueTask<PreprocessedSample> OpenAsync(
        ITensorSource raw,
        TensorProcessing processing,
        ProcessingStatistics statistics,
        CancellationToken cancellationToken)
    {
        ElementType type = processing.TypeBeforeFinalCast(raw.ElementType);
        if (raw.Shape.ElementCount > KeptElements)
        {
            return new PreprocessedSample(raw, processing, statistics, whole: null, type);
        }

        TensorRegion all = TensorRegion.All(raw.Shape);
        AxisTensor tensor = processing.ApplyBeforeFinalCast(
            await raw.ReadAsync(all, cancellationToken).ConfigureAwait(false), all, statistics);
        return new PreprocessedSample(raw, processing, statistics, tensor, type);
    }

    /// <inheritdoc/>
    public async ValueTask<AxisTensor> ReadAsync(TensorRegion region, CancellationToken cancellationToken) =>
        _whole is not null
            ? RegionCopy.Crop(_whole, region)
            : _processing.ApplyBeforeFinalCast(
                await _raw!.ReadAsync(region, cancellationToken).ConfigureAwait(false), region, _statistics);
}
