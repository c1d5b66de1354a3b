using System.Collections.Immutable;
using System.Threading.Channels;

using BioZooCte.Agreement;
using BioZooCte.Consistency;
using BioZooCte.Errors;
using BioZooCte.Images;
using BioZooCte.Models;
using BioZooCte.Models.Processing;
using BioZooCte.Packages.Description;
using BioZooCte.Predictions;
using BioZooCte.Tensors;
using BioZooCte.Tiling;

namespace BioZooCte;

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
    private int _changesResult;
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

    /// <summary>Whether an image was cut into tiles though its result depends on that.</summary>
    public bool ChangesResult => Volatile.Read(ref _changesResult) != 0;

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
        DataSetStatistics? dataSet = await SurveyAsync(images, records, cancellationToken).ConfigureAwait(false);
        SamplePreparer preparer = new(_model, _geometry, _options.TileSize, dataSet);
        for (int i = 0; i < images.Length; i++)
        {
            int index = i;
            await OpenAsync(
                images[i],
                records[i],
                samples => WriteImageAsync(index, records[index], samples, preparer, jobs, cancellationToken),
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
    private async Task<DataSetStatistics?> SurveyAsync(
        ImmutableArray<ImageCandidate> images, ImmutableArray<ImageRecord> records, CancellationToken cancellationToken)
    {
        DataSetSurvey survey = new(_model, _geometry, _predictors.First, _options.TileSize);
        for (int i = 0; i < images.Length && survey.NeedsInputs; i++)
        {
            await OpenAsync(
                images[i], records[i], s => survey.AddInputsAsync(s, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
        }

        for (int i = 0; i < images.Length && survey.NeedsOutputs; i++)
        {
            await OpenAsync(
                images[i], records[i], s => survey.AddOutputsAsync(s, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
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
        catch (BioZooCteException e) when (e is not UnsupportedModelException)
        {
            record.FailReading(e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            record.FailReading($"{candidate.Source}: {e.Message}");
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
        foreach (InputSample sample in samples.TakeWhile(_ => record.Error is null))
        {
            PreparedSample prepared = await preparer.PrepareAsync(
                sample, sample, _plan with { SamplesBefore = _samples++ }, cancellationToken).ConfigureAwait(false);
            await _observer.ObserveAsync(prepared, cancellationToken).ConfigureAwait(false);
            TileGrid grid = prepared.Plan.Grid;
            WholeOutput? whole = NeedsWholeOutput ? OpenWholeOutput(prepared, order) : null;
            int orders = whole is null ? grid.Count : whole.Bands.Length + (_options.Metric.ComparesInstances ? 1 : 0);
            if (order == 0)
            {
                BlockGrid blocks = new(sample.Shape, _geometry.Outputs[0].Processed);
                VoteReader? votes = OpenVotes(sample);
                ImageCounts counts = new(blocks, _plan.Pairs.Count, _observer.Rule.Classes.Length) { Reader = votes };
                record.Begin(orders * samples.Count, counts, votes?.Sheet);
            }

            if (prepared.Plan.ChangesResult)
            {
                Volatile.Write(ref _changesResult, 1);
            }

            int written = 0;
            try
            {
                for (; written < grid.Count && record.Error is null; written++)
                {
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

    private VoteReader? OpenVotes(InputSample sample)
    {
        TensorShape image = sample.ImageShape;
        ImmutableArray<(int Frame, int Slice)> planes =
            [.. _options.Selection.Planes.Choose(image.SizeOf(AxisIds.Time), image.SizeOf(AxisIds.Z))];
        return Votes is null || planes.IsEmpty
            ? null
            : new VoteReader(
                Votes.Open(new VotePositions(
                    _options.Seed,
                    sample.ImageName,
                    planes,
                    image.SizeOf(AxisIds.Y),
                    image.SizeOf(AxisIds.X),
                    _options.AgreementSample)),
                _geometry.Outputs[0].Processed);
    }

    private WholeOutput OpenWholeOutput(PreparedSample sample, int firstOrder)
    {
        _wholeOutputs.RemoveAll(output => output.IsDisposed);
        WholeOutput opened = new(_model, _geometry.Outputs[0], sample, _plan.Pairs.Count, firstOrder, MemoryBudget);
        _wholeOutputs.Add(opened);
        return opened;
    }
}
