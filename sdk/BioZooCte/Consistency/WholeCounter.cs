using BioZooCte.Instances;
using BioZooCte.Predictions;
using BioZooCte.Segmentation;
using BioZooCte.Tensors;

namespace BioZooCte.Consistency;

/// <summary>Counts predictions that were put together: their pixels band by band, then their instances.</summary>
/// <param name="extractor">Takes the foreground.</param>
/// <param name="instances">Makes instances; null where nobody compares them.</param>
/// <param name="threshold">Foreground is what is greater.</param>
/// <param name="measures">What is counted beside the pixels.</param>
internal sealed class WholeCounter(
    ForegroundExtractor extractor, InstanceLabels? instances, float threshold, PairMeasures measures)
{
    /// <summary>Counts a sample's predictions.</summary>
    /// <param name="whole">All tiles of it.</param>
    /// <param name="place">The sample's place in its image.</param>
    /// <param name="counts">Those of the image.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task CountAsync(
        WholeOutput whole, SamplePlace place, ImageCounts counts, CancellationToken cancellationToken)
    {
        WholePrediction prediction = await whole.ProcessAsync(cancellationToken).ConfigureAwait(false);
        for (int band = 0; band < whole.Bands.Length; band++)
        {
            List<ForegroundMaps> maps = [];
            for (int v = 0; v < prediction.Variants; v++)
            {
                TensorRegion region = whole.Bands[band];
                AxisTensor processed = await prediction.ReadAsync(v, region, cancellationToken).ConfigureAwait(false);
                maps.Add(ForegroundMaps.Of(processed, region, extractor));
            }

            CountBand(whole.FirstOrder + band, maps, place, counts);
        }

        if (instances is not null)
        {
            await CountInstancesAsync(instances, whole, prediction, counts, cancellationToken).ConfigureAwait(false);
        }
    }

    private void CountBand(int order, List<ForegroundMaps> maps, SamplePlace place, ImageCounts counts)
    {
        TileCounts band = new(counts.Grid, maps[0].Region, maps.Count - 1, maps[0].Classes.Length);
        for (int pair = 0; pair < maps.Count - 1; pair++)
        {
            band.Count(pair, maps[0], maps[pair + 1], threshold, measures);
        }

        counts.Reader?.Read(maps[0], place, order);
        counts.Add(order, band);
    }

    private async Task CountInstancesAsync(
        InstanceLabels maker,
        WholeOutput whole,
        WholePrediction prediction,
        ImageCounts counts,
        CancellationToken cancellationToken)
    {
        (int[] unperturbed, GridSize size) =
            await maker.MakeAsync(prediction, 0, whole.Bands, cancellationToken).ConfigureAwait(false);
        int pairs = prediction.Variants - 1;
        TileCounts all = new(counts.Grid, TensorRegion.All(prediction.Shape), pairs, extractor.Rule.Classes.Length);
        for (int pair = 0; pair < pairs; pair++)
        {
            (int[] perturbed, _) =
                await maker.MakeAsync(prediction, pair + 1, whole.Bands, cancellationToken).ConfigureAwait(false);
            all.CountInstances(pair, unperturbed, perturbed, size, measures);
        }

        counts.Add(whole.FirstOrder + whole.Bands.Length, all);
    }
}
