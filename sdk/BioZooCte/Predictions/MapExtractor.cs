using BioZooCte.Packages.Description;
using BioZooCte.Segmentation;
using BioZooCte.Tensors;

namespace BioZooCte.Predictions;

/// <summary>Takes foreground, boundary and labels out of a model's output.</summary>
/// <param name="modelId">The model, for messages.</param>
/// <param name="output">The output that holds the foreground.</param>
/// <param name="rule">What counts as foreground in it; settled.</param>
/// <param name="withValues">Whether the foreground's channel is wanted as the model gives it.</param>
internal sealed class MapExtractor(string modelId, OutputDescription output, ForegroundRule rule, bool withValues)
{
    private readonly ForegroundExtractor _foreground = new(modelId, rule);

    /// <summary>The maps of a processed output of batch size 1, or of a part of it.</summary>
    /// <exception cref="Models.ModelRunException">A value is not a number, or no probability.</exception>
    public PredictedMaps Extract(AxisTensor processed)
    {
        int? boundary = BoundaryChannel.Of(output, processed.Shape.SizeOf(AxisIds.Channel), rule);
        return new PredictedMaps(
            _foreground.Extract(processed),
            boundary is int channel
                ? new ForegroundExtractor(modelId, rule with { Channel = channel, BackgroundChannel = null })
                    .Extract(processed)
                : null,
            withValues ? _foreground.TakeValues(processed) : null);
    }
}
