using BioZooCte.Images;
using BioZooCte.Instances;
using BioZooCte.Models;
using BioZooCte.Packages;
using BioZooCte.Packages.Description;
using BioZooCte.Predictions;
using BioZooCte.Segmentation;
using BioZooCte.Tensors;
using BioZooCte.Tiling;

namespace BioZooCte;

/// <summary>Runs one model on one image, whatever its size, and gives what the model gives.</summary>
public static class ModelPredictor
{
    /// <summary>Every output that has rows and columns, processed; the caller disposes them.</summary>
    /// <param name="backend">What runs the network.</param>
    /// <param name="package">The model.</param>
    /// <param name="image">The image.</param>
    /// <param name="options">How it is run; null for the defaults.</param>
    /// <param name="cancellationToken">Ends it within a second.</param>
    /// <exception cref="UnsupportedModelException">The model cannot be run; with every reason.</exception>
    /// <exception cref="InvalidImageException">The image is damaged, or is not one that the model takes.</exception>
    /// <exception cref="ModelRunException">A pass failed.</exception>
    public static async Task<IReadOnlyList<PredictedOutput>> PredictAsync(
        IModelBackend backend,
        ModelPackage package,
        IImageSource image,
        PredictionOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(backend);
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(image);
        options ??= new PredictionOptions();
        SegmentationModel model = await Opening.RunAsync(
            () => SegmentationModel.Open(package, backend), cancellationToken).ConfigureAwait(false);
        int[] outputs = [.. Enumerable.Range(0, model.Description.Outputs.Length).Where(
            i => model.Description.Outputs[i].FindAxis(AxisIds.Y) is not null
                && model.Description.Outputs[i].FindAxis(AxisIds.X) is not null)];
        return outputs.Length == 0
            ? throw new UnsupportedModelException(package.Id, "none of its outputs has rows and columns (axes y and x)")
            : await PredictAsync(model, image, outputs, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The foreground's probabilities (float32; 0 and 1 for a model that decides), over t, z, y, x.</summary>
    /// <inheritdoc cref="PredictAsync(IModelBackend, ModelPackage, IImageSource, PredictionOptions, CancellationToken)"/>
    public static async Task<AxisTensor> PredictForegroundAsync(
        IModelBackend backend,
        ModelPackage package,
        IImageSource image,
        PredictionOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(backend);
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(image);
        PredictedMaps maps = await PredictMapsAsync(
            backend, package, image, options ?? new PredictionOptions(), cancellationToken).ConfigureAwait(false);
        return maps.Foreground;
    }

    /// <summary>The objects of the foreground: int32, numbered from 1, 0 for background, over t, z, y, x.</summary>
    /// <param name="backend">What runs the network.</param>
    /// <param name="package">The model.</param>
    /// <param name="image">The image.</param>
    /// <param name="instances">How probabilities become objects.</param>
    /// <param name="options">How it is run; null for the defaults.</param>
    /// <param name="cancellationToken">Ends it within a second.</param>
    /// <exception cref="UnsupportedModelException">The model cannot be run; with every reason.</exception>
    /// <exception cref="InvalidImageException">The image is damaged, or is not one that the model takes.</exception>
    /// <exception cref="ModelRunException">A pass failed, or the output does not become objects.</exception>
    public static async Task<AxisTensor> PredictLabelsAsync(
        IModelBackend backend,
        ModelPackage package,
        IImageSource image,
        InstanceOptions instances,
        PredictionOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(backend);
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(instances);
        PredictedMaps maps = await PredictMapsAsync(
            backend, package, image, options ?? new PredictionOptions(), cancellationToken).ConfigureAwait(false);
        int[] labels = await Task.Run(() => new InstanceMaker(package.Id, instances).Make(maps), cancellationToken)
            .WaitAsync(cancellationToken).ConfigureAwait(false);
        return AxisTensor.FromArray<int>(maps.Foreground.Shape, labels);
    }

    /// <summary>The foreground, the boundary where there is one, and what the model gives, from one prediction.</summary>
    /// <inheritdoc cref="PredictAsync(IModelBackend, ModelPackage, IImageSource, PredictionOptions, CancellationToken)"/>
    internal static async Task<PredictedMaps> PredictMapsAsync(
        IModelBackend backend,
        ModelPackage package,
        IImageSource image,
        PredictionOptions options,
        CancellationToken cancellationToken)
    {
        SegmentationModel model = await Opening.RunAsync(
            () => SegmentationModel.Open(package, backend), cancellationToken).ConfigureAwait(false);
        ForegroundRule rule =
            ForegroundDecision.Decide(package.Id, model.Description, model.Network, options.Foreground);
        IReadOnlyList<PredictedOutput> outputs = await PredictAsync(
            model, image, [rule.OutputIndex], options, cancellationToken).ConfigureAwait(false);
        using PredictedOutput output = outputs[0];
        AxisTensor tensor =
            await output.ReadAsync(TensorRegion.All(output.Shape), cancellationToken).ConfigureAwait(false);
        rule = ForegroundExtractor.Observe(package.Id, rule, tensor);
        return new MapExtractor(package.Id, model.Description.Outputs[rule.OutputIndex], rule, withValues: true)
            .Extract(tensor);
    }

    private static async Task<IReadOnlyList<PredictedOutput>> PredictAsync(
        SegmentationModel model,
        IImageSource image,
        int[] outputs,
        PredictionOptions options,
        CancellationToken cancellationToken)
    {
        using PredictorSet predictors = await Opening.RunAsync(
            () => PredictorSet.Open(model, outputs, options.Threads), cancellationToken).ConfigureAwait(false);
        SamplePredictor predictor = new(model, predictors.Geometry, predictors.First);
        InputDescription input = model.Description.Inputs[model.ImageInput];
        IReadOnlyList<InputSample> samples = await SampleBinder.BindAsync(
            image, input, options.Selection, token => RgbPlanes.AreEqualAsync(image, token), cancellationToken)
            .ConfigureAwait(false);
        DataSetSurvey survey = new(model, predictors.Geometry, predictors.First, options.TileSize);
        await SurveyAsync(survey, samples, cancellationToken).ConfigureAwait(false);
        SamplePreparer preparer = new(model, predictors.Geometry, options.TileSize, survey.Statistics);
        int[] frame = options.HasCoreFrame ? CoreFrame.Widths(model.Description, predictors.Geometry) : new int[input.Axes.Length];
        List<IReadOnlyList<PredictionCanvas>> planes = [];
        try
        {
            foreach (InputSample sample in samples)
            {
                ITensorSource source = frame.Any(w => w > 0) ? new FramedSource(sample, frame) : sample;
                PreparedSample prepared = await preparer.PrepareAsync(
                    source, sample, PerturbationPlan.None, cancellationToken).ConfigureAwait(false);
                planes.Add(await predictor.PredictAsync(prepared, cancellationToken).ConfigureAwait(false));
            }
        }
        catch
        {
            foreach (PredictionCanvas canvas in planes.SelectMany(p => p))
            {
                canvas.Dispose();
            }

            throw;
        }

        (int frames, int slices) = PlaneCounts.Of(
            image.Shape,
            input.FindAxis(AxisIds.Time) is not null,
            input.FindAxis(AxisIds.Z) is not null,
            samples.Count);
        return [.. outputs.Select((o, i) => new PredictedOutput(
            model.Description.Outputs[o].Id,
            [.. planes.Select(p => p[i])],
            frames,
            slices,
            CoreFrame.InOutput(frame, predictors.Geometry.Outputs[i])))];
    }

    /// <summary>Where a step takes statistics of the data set, this image is all of it.</summary>
    private static async Task SurveyAsync(
        DataSetSurvey survey, IReadOnlyList<InputSample> samples, CancellationToken cancellationToken)
    {
        if (survey.NeedsInputs)
        {
            await survey.AddInputsAsync(samples, cancellationToken).ConfigureAwait(false);
        }

        if (survey.NeedsOutputs)
        {
            await survey.AddOutputsAsync(samples, cancellationToken).ConfigureAwait(false);
        }
    }
}
