using System.Collections.Concurrent;
using System.Collections.Immutable;

using BioZooCte.Errors;
using BioZooCte.Evaluation.Targets;
using BioZooCte.Images;
using BioZooCte.Models;
using BioZooCte.Packages.Description;
using BioZooCte.Predictions;
using BioZooCte.Segmentation;
using BioZooCte.Tensors;
using BioZooCte.Tiling;

namespace BioZooCte.Features;

/// <summary>
/// Reads what the layers of one model say of labelled cases, at positions drawn from their labels. Cases are read by
/// region and run tile by tile; of a tile's features, only what the positions in its core need is kept. One case at a
/// time; what a case gives does not depend on those before it.
/// </summary>
internal sealed class FeatureSampler : IDisposable
{
    private readonly SegmentationModel _model;
    private readonly FeatureSamplingOptions _sampling;
    private readonly FeaturePassOptions _passes;
    private readonly ForegroundRule _rule;
    private readonly PredictorSet _predictors;
    private readonly ConcurrentBag<TilePredictor> _idle = [];
    private readonly ImmutableArray<FeatureReader> _readers;
    private readonly DataSetSurvey _survey;

    private FeatureSampler(
        SegmentationModel model,
        FeatureSamplingOptions sampling,
        FeaturePassOptions passes,
        ForegroundRule rule,
        PredictorSet predictors)
    {
        _model = model;
        _sampling = sampling;
        _passes = passes;
        _rule = rule;
        _predictors = predictors;
        _idle.Add(predictors.Take(CancellationToken.None));
        ImmutableArray<AxisDescription> axes = Input.Axes;
        ImmutableArray<int> spatial =
            [.. Enumerable.Range(0, axes.Length).Where(i => axes[i].Type is AxisType.Space or AxisType.Time)];
        _readers = [.. predictors.Layers.Select(layer => new FeatureReader(layer, spatial))];
        _survey = new DataSetSurvey(model, predictors.Geometry, predictors.First, passes.TileSize);
    }

    /// <summary>The layers, deepest first.</summary>
    public ImmutableArray<FeatureLayer> Layers => _predictors.Layers;

    private InputDescription Input => _model.Description.Inputs[_model.ImageInput];

    /// <summary>Opens a model.</summary>
    /// <param name="model">The model; stays its opener's.</param>
    /// <param name="sampling">Which layers, how many positions.</param>
    /// <param name="passes">How cases are read and run.</param>
    /// <exception cref="UnsupportedModelException">
    /// The model cannot be run, its network gives no features, or nothing says what its foreground is.
    /// </exception>
    public static FeatureSampler Open(
        SegmentationModel model, FeatureSamplingOptions sampling, FeaturePassOptions passes)
    {
        ForegroundRule rule =
            ForegroundDecision.Decide(model.Package.Id, model.Description, model.Network, passes.Foreground);
        PredictorSet predictors = PredictorSet.OpenFeatures(model, [rule.OutputIndex], sampling.Layers);
        try
        {
            return new FeatureSampler(model, sampling, passes, rule, predictors);
        }
        catch
        {
            predictors.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Takes the statistics of all cases' images together, where the model scales by those of the data set: before the
    /// first case is sampled. Opens none where it does not.
    /// </summary>
    /// <param name="images">Open each image; it is disposed here.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Why images could not be read or run, by their places: their cases are not to be sampled.</returns>
    public async Task<IReadOnlyDictionary<int, string>> SurveyAsync(
        IReadOnlyList<Func<IImageSource>> images, CancellationToken cancellationToken)
    {
        Dictionary<int, string> failures = [];
        for (int i = 0; i < images.Count && _survey.NeedsInputs; i++)
        {
            await TakeInAsync(i, s => _survey.AddInputsAsync(s, cancellationToken)).ConfigureAwait(false);
        }

        for (int i = 0; i < images.Count && _survey.NeedsOutputs; i++)
        {
            await TakeInAsync(i, s => _survey.AddOutputsAsync(s, cancellationToken)).ConfigureAwait(false);
        }

        return failures;

        async Task TakeInAsync(int index, Func<IReadOnlyList<InputSample>, Task> add)
        {
            if (failures.ContainsKey(index))
            {
                return;
            }

            try
            {
                using IImageSource image = images[index]();
                await add(await BindAsync(image, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            }
            catch (Exception e) when (e is (BioZooCteException and not UnsupportedModelException)
                or IOException or UnauthorizedAccessException)
            {
                failures[index] = e.Message;
            }
        }
    }

    /// <summary>Samples one case.</summary>
    /// <param name="image">The image.</param>
    /// <param name="labels">Its labels, of the same size; whole numbers, one channel.</param>
    /// <param name="cancellationToken">Ends it within a second.</param>
    /// <exception cref="InvalidImageException">
    /// The labels do not belong to the image or are none, the image is damaged, or is not one that the model takes.
    /// </exception>
    /// <exception cref="ModelRunException">A pass failed, or gave what is no number.</exception>
    public async Task<SampledCase> SampleAsync(
        IImageSource image, IImageSource labels, CancellationToken cancellationToken)
    {
        LabelFile.Check(image, image.Name, labels, labels.Name);
        IReadOnlyList<InputSample> samples = await BindAsync(image, cancellationToken).ConfigureAwait(false);
        PositionSampler positions = new(_sampling, _passes.Seed, image.Name, Layers.Length);
        LabelReader reader = new(labels, _sampling.Classes, positions);
        foreach (InputSample sample in samples)
        {
            await reader.ReadAsync(sample, cancellationToken).ConfigureAwait(false);
        }

        CaseRows rows = new(
            image.Name, CaseExtent.Of(image.Shape), Layers, positions.Draw(), SourceReader.ColumnsOf(_rule));
        bool changesResult = await FillAsync(rows, samples, cancellationToken).ConfigureAwait(false);
        return rows.ToCase(_model.Package.Id, changesResult);
    }

    /// <inheritdoc/>
    public void Dispose() => _predictors.Dispose();

    private ValueTask<IReadOnlyList<InputSample>> BindAsync(IImageSource image, CancellationToken cancellationToken) =>
        SampleBinder.BindAsync(
            image, Input, _passes.Selection, token => RgbPlanes.AreEqualAsync(image, token), cancellationToken);

    private async Task<bool> FillAsync(
        CaseRows rows, IReadOnlyList<InputSample> samples, CancellationToken cancellationToken)
    {
        SamplePreparer preparer = new(_model, _predictors.Geometry, _passes.TileSize, _survey.Statistics);
        ForegroundObserver observer = new(_model, _predictors.Geometry, _predictors.First, _rule);
        bool changesResult = false;
        foreach (InputSample sample in samples)
        {
            PreparedSample prepared = await preparer.PrepareAsync(
                sample, sample, PerturbationPlan.None, cancellationToken).ConfigureAwait(false);
            await observer.ObserveAsync(prepared, cancellationToken).ConfigureAwait(false);
            changesResult |= prepared.Plan.ChangesResult;
            OutputGeometry output = _predictors.Geometry.Outputs[0];
            SourceReader source = new(
                _model.Package.Id, _model.Processing.Outputs[output.Index], output, observer.Rule);
            SampleRows work = new(rows, sample, prepared, source);
            await RunAsync(work, prepared, source, cancellationToken).ConfigureAwait(false);
        }

        return changesResult;
    }

    private async Task RunAsync(
        SampleRows work, PreparedSample sample, SourceReader source, CancellationToken cancellationToken)
    {
        bool needsWhole = _model.Processing.Outputs[_predictors.Geometry.Outputs[0].Index].NeedsWholeOutput;
        ParallelOptions parallel = new()
        {
            MaxDegreeOfParallelism = _passes.Threads,
            CancellationToken = cancellationToken,
        };
        await Parallel.ForEachAsync(work.Tiles(withSource: !needsWhole), parallel, async (index, token) =>
        {
            TilePredictor predictor = _idle.TryTake(out TilePredictor? idle) ? idle : _predictors.Take(token);
            try
            {
                await RunTileAsync(predictor, work, index, sample, needsWhole ? null : source, token)
                    .ConfigureAwait(false);
            }
            finally
            {
                _idle.Add(predictor);
            }
        }).ConfigureAwait(false);
        if (needsWhole)
        {
            await ReadWholeAsync(work, sample, source, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task RunTileAsync(
        TilePredictor predictor,
        SampleRows work,
        int index,
        PreparedSample sample,
        SourceReader? source,
        CancellationToken cancellationToken)
    {
        TileGrid grid = sample.Plan.Grid;
        Tile tile = grid[index];
        TileFrame frame = TileFrame.Of(tile.Input);
        AxisTensor inside = await sample.Source.ReadAsync(frame.Inside, cancellationToken).ConfigureAwait(false);
        TileOutput output = predictor.Run(inside, frame, tile, grid, cancellationToken)[0];
        int[] place = new int[grid.Sample.Count];
        foreach ((int[] position, FeatureRow row) in work.FeaturesOf(index))
        {
            for (int axis = 0; axis < place.Length; axis++)
            {
                place[axis] = position[axis] - tile.Input[axis].Start;
            }

            _readers[row.Layer].Read(predictor.Features[row.Layer], place, row.Values.Span);
        }

        source?.Read(output, sample.Statistics, work.SourceOf(index));
    }

    /// <summary>Reads the model's own probabilities where a step takes statistics of the whole output.</summary>
    private async Task ReadWholeAsync(
        SampleRows work, PreparedSample sample, SourceReader source, CancellationToken cancellationToken)
    {
        if (!work.HasSource)
        {
            return;
        }

        SamplePredictor whole = new(_model, _predictors.Geometry, _predictors.First);
        IReadOnlyList<PredictionCanvas> outputs =
            await whole.PredictAsync(sample, cancellationToken).ConfigureAwait(false);
        using PredictionCanvas output = outputs[0];
        await source.ReadAsync(output, work.AllSource, cancellationToken).ConfigureAwait(false);
    }
}
