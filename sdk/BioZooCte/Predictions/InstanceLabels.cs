using BioZooCte.Instances;
using BioZooCte.Models;
using BioZooCte.Segmentation;
using BioZooCte.Tensors;

namespace BioZooCte.Predictions;

/// <summary>
/// Makes the instances of whole predictions, one at a time: beside their labels two maps of the sample stand in memory.
/// </summary>
/// <param name="modelId">The model, for messages.</param>
/// <param name="extractor">Takes the maps out of the output.</param>
/// <param name="options">The rule.</param>
internal sealed class InstanceLabels(string modelId, MapExtractor extractor, InstanceOptions options)
{
    private readonly InstanceMaker _maker = new(modelId, options);

    /// <summary>A maker for the output that holds a model's foreground.</summary>
    public static InstanceLabels For(SegmentationModel model, ForegroundRule rule, InstanceOptions options)
    {
        string id = model.Package.Id;
        bool givesLabels = options.Method == InstanceMethod.Labels;
        MapExtractor extractor = new(id, model.Description.Outputs[rule.OutputIndex], rule, givesLabels);
        return new InstanceLabels(id, extractor, options);
    }

    /// <summary>The labels of one prediction.</summary>
    /// <param name="whole">The predictions.</param>
    /// <param name="variant">Which of them.</param>
    /// <param name="bands">The parts in which it is read.</param>
    /// <param name="cancellationToken">
    /// Ends the reading; labels that are under way are not waited for.
    /// </param>
    /// <returns>The labels and their lengths.</returns>
    /// <exception cref="ModelRunException">The output does not become instances.</exception>
    public async Task<(int[] Labels, GridSize Size)> MakeAsync(
        WholePrediction whole, int variant, IReadOnlyList<TensorRegion> bands, CancellationToken cancellationToken)
    {
        PredictedMaps? maps = null;
        foreach (TensorRegion band in bands)
        {
            AxisTensor processed = await whole.ReadAsync(variant, band, cancellationToken).ConfigureAwait(false);
            PredictedMaps part = extractor.Extract(processed);
            if (bands.Count == 1)
            {
                maps = part;
                break;
            }

            maps ??= EmptyLike(part, whole.Shape);
            Paste(part.Foreground, maps.Foreground, band);
            Paste(part.Boundary, maps.Boundary, band);
            Paste(part.Values, maps.Values, band);
        }

        PredictedMaps known = maps!;
        int[] labels = await Task.Run(() => _maker.Make(known), cancellationToken)
            .WaitAsync(cancellationToken).ConfigureAwait(false);
        return (labels, GridSize.Of(known.Foreground.Shape));
    }

    private PredictedMaps EmptyLike(PredictedMaps part, TensorShape whole)
    {
        try
        {
            return new PredictedMaps(
                BandPaste.EmptyLike(part.Foreground, whole),
                part.Boundary is null ? null : BandPaste.EmptyLike(part.Boundary, whole),
                part.Values is null ? null : BandPaste.EmptyLike(part.Values, whole));
        }
        catch (ArgumentException exception)
        {
            throw new ModelRunException(
                modelId,
                $"a prediction of {whole} is too large to be divided into instances: {exception.Message} Expected smaller"
                + " images, or a metric of pixels.",
                exception);
        }
    }

    private static void Paste(AxisTensor? part, AxisTensor? whole, TensorRegion band)
    {
        if (part is not null && whole is not null)
        {
            BandPaste.Paste(part, whole, band);
        }
    }
}
