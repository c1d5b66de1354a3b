using BioZooCte.Models;
using BioZooCte.Models.Processing;
using BioZooCte.Predictions;
using BioZooCte.Segmentation;

namespace BioZooCte.Consistency;

/// <summary>Runs a tile unperturbed and perturbed, and reduces the predictions to counts. One for each thread.</summary>
internal sealed class TileWorker
{
    private readonly SegmentationModel _model;
    private readonly TilePredictor _predictor;
    private readonly ForegroundExtractor _extractor;
    private readonly float _threshold;
    private readonly PairMeasures _measures;

    /// <summary>A worker.</summary>
    /// <param name="model">The model.</param>
    /// <param name="predictor">Runs it; stays its opener's.</param>
    /// <param name="rule">What counts as foreground.</param>
    /// <param name="threshold">Foreground is what is greater.</param>
    /// <param name="measures">What is summed beside the counts.</param>
    public TileWorker(
        SegmentationModel model, TilePredictor predictor, ForegroundRule rule, float threshold, PairMeasures measures)
    {
        _model = model;
        _predictor = predictor;
        _extractor = new ForegroundExtractor(model.Package.Id, rule);
        _threshold = threshold;
        _measures = measures;
    }

    /// <summary>Runs a tile and adds what it counts to the image's counts.</summary>
    public void Run(TileJob job, ImageCounts counts, CancellationToken cancellationToken)
    {
        if (job.Whole is not null)
        {
            Paste(job, job.Whole, counts, cancellationToken);
            return;
        }

        TensorProcessing processing = _model.Processing.Outputs[_extractor.Rule.OutputIndex];
        ForegroundMaps Maps(TileOutput output) =>
            ForegroundMaps.Of(output, processing, job.Sample.Statistics, _extractor);

        ForegroundMaps unperturbed = Maps(Predict(job, variant: 0, cancellationToken));
        TileCounts tile = new(counts.Grid, unperturbed, job.Sample.Perturbations.Length);
        for (int pair = 0; pair < job.Sample.Perturbations.Length; pair++)
        {
            ForegroundMaps perturbed = Maps(Predict(job, pair + 1, cancellationToken));
            tile.Count(pair, unperturbed, perturbed, _threshold, _measures);
        }

        counts.Add(job.Order, tile);
    }

    private void Paste(TileJob job, WholeOutput whole, ImageCounts counts, CancellationToken cancellationToken)
    {
        bool isPasted = false;
        try
        {
            for (int variant = 0; variant <= job.Sample.Perturbations.Length; variant++)
            {
                whole.Paste(variant, Predict(job, variant, cancellationToken));
            }

            isPasted = true;
        }
        finally
        {
            if (!isPasted)
            {
                whole.Skip(1);
            }
        }

        if (whole.CompleteTile())
        {
            whole.FinishAsync(_extractor, (order, maps) => CountBand(order, maps, counts), cancellationToken)
                .GetAwaiter().GetResult();
        }
    }

    private void CountBand(int order, IReadOnlyList<ForegroundMaps> maps, ImageCounts counts)
    {
        TileCounts band = new(counts.Grid, maps[0], maps.Count - 1);
        for (int pair = 0; pair < maps.Count - 1; pair++)
        {
            band.Count(pair, maps[0], maps[pair + 1], _threshold, _measures);
        }

        counts.Add(order, band);
    }

    private TileOutput Predict(TileJob job, int variant, CancellationToken cancellationToken) =>
        _predictor.Run(
            variant == 0
                ? job.Inside
                : job.Sample.Perturbations[variant - 1].Perturbed(job.Inside, job.Frame.Inside),
            job.Frame,
            job.Tile,
            job.Sample.Plan.Grid,
            cancellationToken)[0];
}
