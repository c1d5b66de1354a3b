using BioZooCte.Models;
using BioZooCte.Predictions;
using BioZooCte.Segmentation;
using BioZooCte.Tensors;

namespace BioZooCte.Consistency;

/// <summary>Runs a tile unperturbed and perturbed, and reduces the predictions to counts. One for each thread.</summary>
internal sealed class TileWorker
{
    private readonly SegmentationModel _model;
    private readonly TilePredictor _predictor;
    private readonly ForegroundExtractor _extractor;
    private readonly float _threshold;
    private readonly PairMeasures _measures;
    private readonly TensorArena _unperturbedMemory = new();
    private readonly TensorArena _perturbedMemory = new();

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

    /// <summary>
    /// Runs a tile unperturbed. Its prediction is valid until the next tile is begun, which is when no pair of it is
    /// left to be counted.
    /// </summary>
    /// <param name="job">A tile whose output is not put together.</param>
    /// <param name="counts">Those of its image.</param>
    /// <param name="cancellationToken">Ends a running pass.</param>
    public TileUnderway Begin(TileJob job, ImageCounts counts, CancellationToken cancellationToken)
    {
        _unperturbedMemory.Reset();
        ForegroundMaps unperturbed = Predict(job, variant: 0, _unperturbedMemory, cancellationToken);
        counts.Reader?.Read(unperturbed, job.Sample.Place);
        return new TileUnderway(job, unperturbed, counts);
    }

    /// <summary>Runs a perturbation, which was taken, of a tile, which any worker may have begun.</summary>
    public void Count(TileUnderway tile, int pair, CancellationToken cancellationToken)
    {
        ForegroundMaps perturbed = Predict(tile.Job, pair + 1, _perturbedMemory, cancellationToken);
        tile.Count(pair, perturbed, _threshold, _measures);
    }

    /// <summary>Runs a tile whose output is put together, and counts the whole when this was its last tile.</summary>
    public void Paste(TileJob job, WholeOutput whole, ImageCounts counts, CancellationToken cancellationToken)
    {
        bool isPasted = false;
        try
        {
            for (int variant = 0; variant <= job.Sample.Perturbations.Length; variant++)
            {
                whole.Paste(variant, Run(job, variant, cancellationToken));
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
            whole.FinishAsync(_extractor, (order, maps) => CountBand(order, maps, job.Sample.Place, counts), cancellationToken)
                .GetAwaiter().GetResult();
        }
    }

    private void CountBand(
        int order, IReadOnlyList<ForegroundMaps> maps, SamplePlace place, ImageCounts counts)
    {
        TileCounts band = new(counts.Grid, maps[0], maps.Count - 1);
        for (int pair = 0; pair < maps.Count - 1; pair++)
        {
            band.Count(pair, maps[0], maps[pair + 1], _threshold, _measures);
        }

        counts.Reader?.Read(maps[0], place);
        counts.Add(order, band);
    }

    private ForegroundMaps Predict(
        TileJob job, int variant, TensorArena arena, CancellationToken cancellationToken) => ForegroundMaps.Of(
            Run(job, variant, cancellationToken),
            _model.Processing.Outputs[_extractor.Rule.OutputIndex],
            job.Sample.Statistics,
            _extractor,
            arena);

    private TileOutput Run(TileJob job, int variant, CancellationToken cancellationToken)
    {
        _perturbedMemory.Reset();
        AxisTensor inside = variant == 0
            ? job.Inside
            : job.Sample.Perturbations[variant - 1].Perturbed(job.Inside, job.Frame.Inside, _perturbedMemory);
        return _predictor.Run(inside, job.Frame, job.Tile, job.Sample.Plan.Grid, cancellationToken)[0];
    }
}
