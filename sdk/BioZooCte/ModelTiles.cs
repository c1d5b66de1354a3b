using System.Collections.Immutable;
using System.Threading.Channels;

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
internal sealed class ModelTiles
{
    private readonly SegmentationModel _model;
    private readonly ModelGeometry _geometry;
    private readonly EstimationOptions _options;
    private readonly PerturbationPlan _plan;
    private readonly int _classes;
    private int _changesResult;

    /// <summary>A reader for a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="geometry">Its sizes, with the output that holds the foreground.</param>
    /// <param name="options">How images are read and cut.</param>
    /// <param name="plan">The perturbations.</param>
    /// <param name="classes">The number of classes counted beside the foreground.</param>
    public ModelTiles(
        SegmentationModel model, ModelGeometry geometry, EstimationOptions options, PerturbationPlan plan, int classes)
    {
        _model = model;
        _geometry = geometry;
        _options = options;
        _plan = plan;
        _classes = classes;
    }

    /// <summary>Whether an image was cut into tiles though its result depends on that.</summary>
    public bool ChangesResult => Volatile.Read(ref _changesResult) != 0;

    private bool NeedsWholeOutput => _model.Processing.Outputs[_geometry.Outputs[0].Index].NeedsOwnStatistics;

    /// <summary>Writes all tiles of all images, in order. An image that cannot be read fails its record.</summary>
    public async Task WriteAsync(
        ImmutableArray<ImageCandidate> images,
        ImmutableArray<ImageRecord> records,
        ChannelWriter<TileJob> jobs,
        CancellationToken cancellationToken)
    {
        DataSetStatistics? dataSet = null;
        if (_model.Processing.NeedsDataSetStatistics)
        {
            dataSet = await SurveyAsync(images, records, cancellationToken).ConfigureAwait(false);
        }

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

    /// <summary>Takes the statistics of all images together.</summary>
    private async Task<DataSetStatistics> SurveyAsync(
        ImmutableArray<ImageCandidate> images, ImmutableArray<ImageRecord> records, CancellationToken cancellationToken)
    {
        DataSetStatistics statistics = new(_model.Processing);
        for (int i = 0; i < images.Length; i++)
        {
            await OpenAsync(
                images[i],
                records[i],
                async samples =>
                {
                    foreach (InputSample sample in samples)
                    {
                        await statistics.AddAsync(_model.InputsFor(sample), cancellationToken).ConfigureAwait(false);
                    }
                },
                cancellationToken).ConfigureAwait(false);
        }

        return statistics;
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
        catch (BioZooCteException e)
        {
            record.Fail(e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            record.Fail($"{candidate.Source}: {e.Message}");
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
        foreach (InputSample sample in samples)
        {
            PreparedSample prepared = await preparer.PrepareAsync(
                sample, sample, _plan, cancellationToken).ConfigureAwait(false);
            TileGrid grid = prepared.Plan.Grid;
            WholeOutput? whole = NeedsWholeOutput
                ? new WholeOutput(_model, _geometry.Outputs[0], prepared, _plan.Runs.Count, order)
                : null;
            int orders = whole is null ? grid.Count : whole.Bands.Length;
            if (order == 0)
            {
                BlockGrid blocks = new(sample.Shape, _geometry.Outputs[0]);
                record.Begin(orders * samples.Count, new ImageCounts(blocks, _plan.Runs.Count, _classes));
            }

            if (prepared.Plan.ChangesResult)
            {
                Volatile.Write(ref _changesResult, 1);
            }

            for (int i = 0; i < grid.Count && record.Error is null; i++)
            {
                Tile tile = grid[i];
                TileFrame frame = TileFrame.Of(tile.Input);
                AxisTensor inside = await prepared.Source.ReadAsync(frame.Inside, cancellationToken).ConfigureAwait(false);
                await jobs.WriteAsync(
                    new TileJob(imageIndex, order + i, prepared, tile, frame, inside, whole), cancellationToken)
                    .ConfigureAwait(false);
            }

            order += orders;
        }
    }
}
