using System.Collections.Immutable;
using System.Threading.Channels;

using BioZooCte.Agreement;
using BioZooCte.Errors;
using BioZooCte.Images;
using BioZooCte.Models;
using BioZooCte.Models.Processing;
using BioZooCte.Packages.Description;
using BioZooCte.Predictions;
using BioZooCte.Ranking;
using BioZooCte.Results;
using BioZooCte.Segmentation;
using BioZooCte.Tensors;
using BioZooCte.Tiling;

namespace BioZooCte.Estimation;

/// <summary>Reads images for one model and hands out their tiles, prepared.</summary>
internal sealed class ModelTiles : IDisposable
{
    private readonly SegmentationModel _model;
    private readonly PredictorSet _predictors;
    private readonly ModelGeometry _geometry;
    private readonly ForegroundObserver _observer;
    private readonly EstimationOptions _options;
    private readonly PerturbationPlan _plan;
    private readonly List<WholeOutput> _wholeOutputs = [];
    private int _samples;

    /// <summary>A reader for a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="predictors">
    /// What runs it, with the output that holds the foreground; the first one is used until the first tile is written.
    /// </param>
    /// <param name="observer">Is shown the first sample before its tiles are written.</param>
    /// <param name="options">How images are read and cut.</param>
    /// <param name="plan">The perturbations.</param>
    public ModelTiles(
        SegmentationModel model,
        PredictorSet predictors,
        ForegroundObserver observer,
        EstimationOptions options,
        PerturbationPlan plan)
    {
        _model = model;
        _predictors = predictors;
        _geometry = predictors.Geometry;
        _observer = observer;
        _options = options;
        _plan = plan;
    }

    /// <summary>Bytes up to which an output that has to be put together stands in memory.</summary>
    public long MemoryBudget { get; init; } = PredictionCanvas.MemoryBudget;

    /// <summary>Whether outputs are put together whatever the steps and the metric.</summary>
    public bool PutsTogether { get; init; }

    /// <summary>Where votes are kept; null where nobody compares the model with others.</summary>
    public VoteStore? Votes { get; init; }

    /// <summary>What is kept of the model; null where nothing is.</summary>
    public ModelLedger? Ledger { get; init; }

    /// <summary>The statistics of the data set that are given; null where they are taken of the images.</summary>
    public DataSetStatistics? DataSet { get; init; }

    /// <summary>Is told when an image was written without a tile to run; null for nobody.</summary>
    public Action? OnNothingToRun { get; init; }

    /// <summary>Is told what part of the statistics of all images is taken, 0 to 1; null for nobody.</summary>
    public Action<double>? OnSurveyed { get; init; }

    private bool NeedsWholeOutput =>
        PutsTogether
        || _options.Metric.ComparesInstances
        || _model.Processing.Outputs[_geometry.Outputs[0].Index].NeedsWholeOutput;

    /// <summary>Writes all tiles of all images, in order. An image that cannot be read fails its record.</summary>
    public async Task WriteAsync(
        ImmutableArray<ImageCandidate> images,
        ImmutableArray<ImageRecord> records,
        ChannelWriter<TileJob> jobs,
        CancellationToken cancellationToken)
    {
        DataSetStatistics? dataSet =
            DataSet ?? await SurveyAsync(images, records, cancellationToken).ConfigureAwait(false);
        SamplePreparer preparer = new(_model, _geometry, _options.TileSize, dataSet);
        if (Ledger is not null)
        {
            await ObserveAsync(images, preparer, Ledger, cancellationToken).ConfigureAwait(false);
        }

        for (int i = 0; i < images.Length; i++)
        {
            int index = i;
            if (records[i].IsDone || Ledger?.TryClaim(i) == false)
            {
                continue; // another process is at it
            }

            await OpenAsync(
                images[i],
                records[i],
                samples => WriteImageAsync(index, records[index], samples, preparer, jobs, cancellationToken),
                cancellationToken).ConfigureAwait(false);
            if (records[i].IsDone)
            {
                OnNothingToRun?.Invoke();
            }
        }
    }

    /// <summary>
    /// Asks the first image what the values are, where nothing else says: also if nothing of it is left to be run, so
    /// that the answer does not depend on what was kept.
    /// </summary>
    private async Task ObserveAsync(
        ImmutableArray<ImageCandidate> images,
        SamplePreparer preparer,
        ModelLedger ledger,
        CancellationToken cancellationToken)
    {
        for (int i = 0; i < images.Length && _observer.Rule.Values == ForegroundValues.Undetermined; i++)
        {
            if (ledger.FindRange(i) is ObservedRange known)
            {
                if (known.Ends is (float, float) range)
                {
                    _observer.Take(range);
                }

                continue;
            }

            ImageRecord attempt = new(images[i].Source);
            try
            {
                await OpenAsync(
                    images[i], attempt, samples => ObserveAsync(samples, preparer, cancellationToken), cancellationToken)
                    .ConfigureAwait(false);
            }
            finally
            {
                bool isKnown = _observer.Range is not null || attempt is { Error: not null, IsLasting: true };
                if (isKnown && images[i].IsAsIdentified())
                {
                    ledger.KeepRange(i, _observer.Range);
                }
            }
        }
    }

    private async Task ObserveAsync(
        IReadOnlyList<InputSample> samples, SamplePreparer preparer, CancellationToken cancellationToken)
    {
        if (samples.Count > 0)
        {
            await _observer.ObserveAsync(
                await preparer.PrepareAsync(samples[0], samples[0], PerturbationPlan.None, cancellationToken)
                    .ConfigureAwait(false),
                cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Gives up what was not finished; no tile is run any more.</summary>
    public void Dispose()
    {
        foreach (WholeOutput output in _wholeOutputs)
        {
            output.Dispose();
        }
    }

    /// <summary>Takes the statistics of all images together; null where no step asks for them.</summary>
    public async Task<DataSetStatistics?> SurveyAsync(
        ImmutableArray<ImageCandidate> images, ImmutableArray<ImageRecord> records, CancellationToken cancellationToken)
    {
        DataSetSurvey survey = new(_model, _geometry, _predictors.First, _options.TileSize);
        // An image that is known by now counted in the statistics when it was measured.
        records = [.. records.Select(record => record.IsRestored ? new ImageRecord(record.Source) : record)];
        bool isNeeded = survey.NeedsInputs || survey.NeedsOutputs;
        double rounds = survey.NeedsInputs && survey.NeedsOutputs ? 2 : 1;
        for (int i = 0; i < images.Length && survey.NeedsInputs; i++)
        {
            await OpenAsync(
                images[i], records[i], s => survey.AddInputsAsync(s, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
            OnSurveyed?.Invoke((i + 1) / (rounds * images.Length));
        }

        for (int i = 0; i < images.Length && survey.NeedsOutputs; i++)
        {
            await OpenAsync(
                images[i], records[i], s => survey.AddOutputsAsync(s, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
            OnSurveyed?.Invoke((((rounds - 1) * images.Length) + i + 1) / (rounds * images.Length));
        }

        if (isNeeded && (records.Any(record => !record.IsLasting) || images.Any(image => !image.IsAsIdentified())))
        {
            Ledger?.StopKeeping(); // these are not the statistics of the images that the question names
        }

        return survey.Statistics;
    }

    private async Task OpenAsync(
        ImageCandidate candidate,
        ImageRecord record,
        Func<IReadOnlyList<InputSample>, Task> use,
        CancellationToken cancellationToken)
    {
        if (record.Error is not null)
        {
            return;
        }

        try
        {
            IImageSource image = candidate.Open();
            try
            {
                InputDescription input = _model.Description.Inputs[_model.ImageInput];
                await use(await SampleBinder.BindAsync(
                    image,
                    input,
                    _options.Selection,
                    token => candidate.AreRgbPlanesEqualAsync(t => RgbPlanes.AreEqualAsync(image, t), token),
                    cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            }
            finally
            {
                candidate.Close(image);
            }
        }
        catch (BioZooCteException e) when (e is not (UnsupportedModelException or ResultsStoreException))
        {
            record.FailReading(e.Message, ImageRecord.IsOfTheInput(e));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            record.FailReading($"{candidate.Source}: {e.Message}", isLasting: false);
        }
    }

    private async Task WriteImageAsync(
        int imageIndex,
        ImageRecord record,
        IReadOnlyList<InputSample> samples,
        SamplePreparer preparer,
        ChannelWriter<TileJob> jobs,
        CancellationToken cancellationToken)
    {
        int order = 0;
        ImmutableDictionary<(string Label, int Run), PairEvidence> known =
            Ledger?.PairsOf(imageIndex) ?? ImmutableDictionary<(string, int), PairEvidence>.Empty;
        PerturbationPlan plan = _plan.Without(known.ContainsKey);
        CountsOpener opener = new(_geometry.Outputs[0].Processed, _observer.Rule.Classes.Length, _options, Votes, Ledger);
        foreach (InputSample sample in samples.TakeWhile(_ => record.Error is null))
        {
            PreparedSample prepared = await preparer.PrepareAsync(
                sample, sample, plan with { SamplesBefore = _samples++ }, cancellationToken).ConfigureAwait(false);
            await _observer.ObserveAsync(prepared, cancellationToken).ConfigureAwait(false);
            TileGrid grid = prepared.Plan.Grid;
            WholeOutput? whole = NeedsWholeOutput ? OpenWholeOutput(prepared, order) : null;
            int orders = whole is null ? grid.Count : whole.Bands.Length + (_options.Metric.ComparesInstances ? 1 : 0);
            if (order == 0)
            {
                ImmutableArray<(string Label, int Run)> pairs = [.. plan.Pairs];
                record.Begin(
                    orders * samples.Count, opener.Open(imageIndex, sample, pairs, keepsTiles: whole is null), pairs, known);
            }

            record.ChangesResult |= prepared.Plan.ChangesResult;

            int written = 0;
            try
            {
                for (; written < grid.Count && record.Error is null; written++)
                {
                    if (whole is null && record.Counts!.TryAddKept(order + written))
                    {
                        record.Wrote(order + written + 1);
                        continue;
                    }

                    Tile tile = grid[written];
                    TileFrame frame = TileFrame.Of(tile.Input);
                    AxisTensor inside =
                        await prepared.Source.ReadAsync(frame.Inside, cancellationToken).ConfigureAwait(false);
                    await jobs.WriteAsync(
                        new TileJob(imageIndex, order + written, prepared, tile, frame, inside, whole),
                        cancellationToken).ConfigureAwait(false);
                    record.Wrote(order + written + 1);
                }
            }
            finally
            {
                if (written < grid.Count)
                {
                    whole?.Skip(grid.Count - written);
                }
            }

            order += orders;
        }
    }

    private WholeOutput OpenWholeOutput(PreparedSample sample, int firstOrder)
    {
        _wholeOutputs.RemoveAll(output => output.IsDisposed);
        WholeOutput opened = new(_model, _geometry.Outputs[0], sample, sample.PairCount, firstOrder, MemoryBudget);
        _wholeOutputs.Add(opened);
        return opened;
    }
}
