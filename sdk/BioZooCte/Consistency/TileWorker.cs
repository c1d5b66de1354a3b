using BioZooCte.Instances;
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
    private readonly WholeCounter _whole;
    private readonly TensorArena _unperturbedMemory = new();
    private readonly TensorArena _perturbedMemory = new();

    /// <summary>A worker.</summary>
    /// <param name="model">The model.</param>
    /// <param name="predictor">Runs it; stays its opener's.</param>
    /// <param name="rule">What counts as foreground.</param>
    /// <param name="threshold">Foreground is what is greater.</param>
    /// <param name="measures">What is summed beside the counts.</param>
    /// <param name="instances">How instances are made; null where nobody compares them.</param>
    public TileWorker(
        SegmentationModel model,
        TilePredictor predictor,
        ForegroundRule rule,
        float threshold,
        PairMeasures measures,
        InstanceOptions? instances)
    {
        _model = model;
        _predictor = predictor;
        _extractor = new ForegroundExtractor(model.Package.Id, rule);
        _threshold = threshold;
        _measures = measures;
        _whole = new WholeCounter(
            _extractor, instances is null ? null : InstanceLabels.For(model, rule, instances), threshold, measures);
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
        TileOutput[] outputs = RunUnperturbed(job, cancellationToken);
        ForegroundMaps unperturbed = MapsOf(job, outputs[0], _unperturbedMemory);
        counts.Reader?.Read(unperturbed, job.Sample.Place, job.Order);
        TileUnderway tile = new(job, unperturbed, counts);
        for (int i = 1; i < outputs.Length; i++)
        {
            _perturbedMemory.Reset();
            ForegroundMaps perturbed = MapsOf(job, outputs[i], _perturbedMemory);
            tile.Count(job.Sample.Perturbations.Length + i - 1, perturbed, _threshold, _measures);
        }

        return tile;
    }

    /// <summary>Runs a perturbation, which was taken, of a tile, which any worker may have begun.</summary>
    public void Count(TileUnderway tile, int pair, CancellationToken cancellationToken)
    {
        TileOutput output = RunPerturbed(tile.Job, pair, cancellationToken);
        ForegroundMaps perturbed = MapsOf(tile.Job, output, _perturbedMemory);
        tile.Count(pair, perturbed, _threshold, _measures);
    }

    /// <summary>Runs a tile whose output is put together, and counts the whole when this was its last tile.</summary>
    public void Paste(TileJob job, WholeOutput whole, ImageCounts counts, CancellationToken cancellationToken)
    {
        if (Paste(job, whole, cancellationToken))
        {
            using (whole)
            {
                _whole.CountAsync(whole, job.Sample.Place, counts, cancellationToken).GetAwaiter().GetResult();
            }
        }
    }

    /// <summary>Runs a tile whose output is put together.</summary>
    /// <returns>Whether this was its last tile and the whole is to be read, and disposed.</returns>
    public bool Paste(TileJob job, WholeOutput whole, CancellationToken cancellationToken)
    {
        bool isPasted = false;
        try
        {
            TileOutput[] outputs = RunUnperturbed(job, cancellationToken);
            whole.Paste(0, outputs[0]);
            for (int i = 1; i < outputs.Length; i++)
            {
                whole.Paste(job.Sample.Perturbations.Length + i, outputs[i]);
            }

            for (int pair = 0; pair < job.Sample.Perturbations.Length; pair++)
            {
                whole.Paste(1 + pair, RunPerturbed(job, pair, cancellationToken));
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

        return whole.CompleteTile();
    }

    private ForegroundMaps MapsOf(TileJob job, TileOutput output, TensorArena arena) => ForegroundMaps.Of(
        output,
        _model.Processing.Outputs[_extractor.Rule.OutputIndex],
        job.Sample.Statistics,
        _extractor,
        arena);

    /// <summary>
    /// The unperturbed prediction, and those of perturbed features: they come from one pass through the encoder. They
    /// are valid until the next pass.
    /// </summary>
    private TileOutput[] RunUnperturbed(TileJob job, CancellationToken cancellationToken)
    {
        PreparedSample sample = job.Sample;
        return sample.Features.Length == 0
            ? [_predictor.Run(job.Inside, job.Frame, job.Tile, sample.Plan.Grid, cancellationToken)[0]]
            : [.. _predictor.RunVariants(
                job.Inside, job.Frame, job.Tile, sample.Plan.Grid, sample.Features, cancellationToken)
                .Select(outputs => outputs[0])];
    }

    private TileOutput RunPerturbed(TileJob job, int pair, CancellationToken cancellationToken)
    {
        _perturbedMemory.Reset();
        AxisTensor inside =
            job.Sample.Perturbations[pair].Perturbed(job.Inside, job.Frame.Inside, _perturbedMemory);
        return _predictor.Run(inside, job.Frame, job.Tile, job.Sample.Plan.Grid, cancellationToken)[0];
    }
}
