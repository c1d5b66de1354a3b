using System.Threading.Channels;

using BioZooCte.Consistency;
using BioZooCte.Estimation;
using BioZooCte.Images;
using BioZooCte.Models;
using BioZooCte.Packages;
using BioZooCte.Predictions;
using BioZooCte.Ranking;
using BioZooCte.Segmentation;
using BioZooCte.Tensors;
using BioZooCte.Tiling;

namespace BioZooCte;

/// <summary>
/// Maps where a model keeps its answer: runs it on an image as a ranking does, and keeps for each pixel what a ranking
/// reduces to counts.
/// </summary>
public sealed class ConsistencyMapper
{
    private readonly IModelBackend _backend;
    private readonly EstimationOptions _options;

    /// <summary>A mapper.</summary>
    /// <param name="backend">What runs the networks.</param>
    /// <param name="options">How models are ranked; null for the defaults.</param>
    /// <param name="sweep">What a sweep found, where models were ranked by its strength alone; null for none.</param>
    public ConsistencyMapper(IModelBackend backend, EstimationOptions? options = null, StrengthSweep? sweep = null)
    {
        ArgumentNullException.ThrowIfNull(backend);
        _backend = backend;
        _options = (options ?? new EstimationOptions()).ToScored(sweep);
    }

    /// <summary>Maps one model on one image file.</summary>
    /// <param name="model">A package: folder, zip, RDF file, URL.</param>
    /// <param name="image">A TIFF, PNG or NPY file.</param>
    /// <param name="cancellationToken">Ends it within a second.</param>
    /// <exception cref="InvalidModelPackageException">The package, or its weights, are damaged.</exception>
    /// <exception cref="UnsupportedModelException">The model cannot be run, or not be perturbed so.</exception>
    /// <exception cref="ModelRunException">It failed on the image, or the image cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The token asked for it.</exception>
    public Task<ConsistencyMap> MapAsync(
        string model, string image, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(image);
        return MapAsync(model, ImageCandidate.FromFile(image, _options.Axes), cancellationToken);
    }

    /// <summary>Maps one model on one open image, which stays the caller's.</summary>
    /// <inheritdoc cref="MapAsync(string, string, CancellationToken)"/>
    public Task<ConsistencyMap> MapAsync(
        string model, IImageSource image, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        return MapAsync(model, ImageCandidate.FromSource(image), cancellationToken);
    }

    private async Task<ConsistencyMap> MapAsync(
        string model, ImageCandidate candidate, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(model);
        PackageOptions packageOptions = new() { AllowHashMismatch = _options.AllowHashMismatch };
        using ModelPackage package =
            await ModelPackageReader.OpenAsync(model, packageOptions, cancellationToken).ConfigureAwait(false);
        try
        {
            return await MapAsync(package, candidate, _options, cancellationToken).ConfigureAwait(false);
        }
        catch (UnsupportedModelException) when (!_options.Fallback.IsEmpty && !_options.FeaturePerturbations.IsEmpty)
        {
            return await MapAsync(package, candidate, _options.ToFallback(), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<ConsistencyMap> MapAsync(
        ModelPackage package, ImageCandidate image, EstimationOptions options, CancellationToken cancellationToken)
    {
        SegmentationModel model = await Opening.RunAsync(
            () => SegmentationModel.Open(package, _backend), cancellationToken).ConfigureAwait(false);
        ForegroundRule rule = ForegroundDecision.Decide(
            package.Id, model.Description, model.Network, options.Foreground);
        PerturbationPlan plan = options.ToPlan();
        using PredictorSet predictors = await Opening.RunAsync(
            () => PredictorSet.OpenFor(plan, model, rule.OutputIndex, options.Bottleneck), cancellationToken)
            .ConfigureAwait(false);
        ForegroundObserver observer = new(model, predictors.Geometry, predictors.First, rule);
        GivenStatistics? given = await GivenStatistics.FindAsync(
            model, rule, _backend, options, [image], cancellationToken).ConfigureAwait(false);
        using ModelTiles tiles = new(model, predictors, observer, options, plan)
        {
            PutsTogether = true,
            DataSet = given?.Values,
        };
        ImageRecord record = new(image.Source);
        Channel<TileJob> jobs = Channel.CreateBounded<TileJob>(2);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task reading = Task.Run(
            async () =>
            {
                try
                {
                    await tiles.WriteAsync([image], [record], jobs.Writer, stop.Token).ConfigureAwait(false);
                }
                finally
                {
                    jobs.Writer.Complete();
                }
            },
            CancellationToken.None);
        try
        {
            List<(AxisTensor, AxisTensor)> planes = await Task.Run(
                () => RunAsync(model, predictors, observer, options, jobs.Reader, cancellationToken), CancellationToken.None)
                .ConfigureAwait(false);
            await reading.ConfigureAwait(false);
            return record.Error is string error
                ? throw new ModelRunException(package.Id, error)
                : Join(planes, image);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<List<(AxisTensor Foreground, AxisTensor Stayed)>> RunAsync(
        SegmentationModel model,
        PredictorSet predictors,
        ForegroundObserver observer,
        EstimationOptions options,
        ChannelReader<TileJob> jobs,
        CancellationToken cancellationToken)
    {
        float threshold = (float)options.Threshold;
        List<(AxisTensor, AxisTensor)> planes = [];
        TileWorker? worker = null;
        ForegroundExtractor? extractor = null;
        await foreach (TileJob job in jobs.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            worker ??= new TileWorker(
                model,
                predictors.Take(cancellationToken),
                observer.Rule,
                threshold,
                PairMeasures.None,
                instances: null);
            extractor ??= new ForegroundExtractor(model.Package.Id, observer.Rule);
            WholeOutput whole = job.Whole!;
            if (worker.Paste(job, whole, cancellationToken))
            {
                using (whole)
                {
                    WholePrediction prediction = await whole.ProcessAsync(cancellationToken).ConfigureAwait(false);
                    planes.Add(await StayedShares.ReadAsync(
                        prediction, whole.Bands, extractor, threshold, cancellationToken).ConfigureAwait(false));
                }
            }
        }

        return planes;
    }

    /// <summary>One map of all planes that the model was given one by one.</summary>
    private static ConsistencyMap Join(
        List<(AxisTensor Foreground, AxisTensor Stayed)> planes, ImageCandidate image)
    {
        if (planes.Count == 1)
        {
            return new ConsistencyMap(planes[0].Foreground, planes[0].Stayed);
        }

        IImageSource source = image.Open();
        try
        {
            TensorShape plane = planes[0].Foreground.Shape;
            (int frames, int slices) = PlaneCounts.Of(
                source.Shape, plane.Has(AxisIds.Time), plane.Has(AxisIds.Z), planes.Count);
            IEnumerable<TensorAxis> outer = new[] { new TensorAxis(AxisIds.Time, frames), new TensorAxis(AxisIds.Z, slices) }
                .Where(axis => axis.Size > 1);
            TensorShape shape = new([.. outer, .. plane]);
            return new ConsistencyMap(
                Join(shape, planes.Select(p => p.Foreground)), Join(shape, planes.Select(p => p.Stayed)));
        }
        finally
        {
            image.Close(source);
        }
    }

    private static AxisTensor Join(TensorShape shape, IEnumerable<AxisTensor> planes)
    {
        AxisTensor joined = AxisTensor.Uninitialized(shape, ElementType.Float32);
        int at = 0;
        foreach (AxisTensor plane in planes)
        {
            plane.Bytes.CopyTo(joined.Bytes[at..]);
            at += plane.Bytes.Length;
        }

        return joined;
    }
}
