using System.Collections.Immutable;

using BioZooCte.Errors;
using BioZooCte.Estimation;
using BioZooCte.Models;
using BioZooCte.Models.Processing;
using BioZooCte.Packages;
using BioZooCte.Packages.Files;
using BioZooCte.Predictions;
using BioZooCte.Results;
using BioZooCte.Segmentation;

namespace BioZooCte;

/// <summary>
/// Takes the statistics over a set of images that models' steps ask for, once, for processes that each see a part of the
/// images.
/// </summary>
public sealed class ImageSetSurveyor
{
    private readonly IModelBackend _backend;
    private readonly EstimationOptions _options;

    /// <summary>What takes them.</summary>
    /// <param name="backend">What runs the networks whose outputs are asked for.</param>
    /// <param name="options">How the models are going to be ranked; null for the defaults.</param>
    public ImageSetSurveyor(IModelBackend backend, EstimationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(backend);
        _backend = backend;
        _options = options ?? new EstimationOptions();
    }

    /// <summary>Takes them.</summary>
    /// <param name="models">Packages: folders, zips, RDF files, URLs.</param>
    /// <param name="images">Paths of TIFF, PNG or NPY files.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>An entry for each model: its statistics, that it needs none, or why there are none.</returns>
    /// <exception cref="IOException">An image cannot be read at the moment, or was written to.</exception>
    public async Task<ImageSetStatistics> TakeAsync(
        IEnumerable<string> models,
        IEnumerable<string> images,
        IProgress<EstimationProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(images);
        ImmutableArray<string> sources = [.. models];
        ImmutableArray<ImageCandidate> candidates = [.. images.Select(i => ImageCandidate.FromFile(i, _options.Axes))];
        ImmutableArray<ImageIdentity?> identities =
            await ImageCandidate.IdentifyAsync(candidates, cancellationToken).ConfigureAwait(false);
        List<SurveyedModel> surveyed = [];
        foreach (string source in sources)
        {
            ProgressScope scope = new(progress, surveyed.Count, sources.Length, candidates.Length);
            surveyed.Add(await TakeAsync(source, candidates, scope, cancellationToken).ConfigureAwait(false));
        }

        if (candidates.Where((image, i) => identities[i] is not null && !image.IsAsIdentified()).FirstOrDefault()
            is ImageCandidate changed)
        {
            throw new IOException($"{changed.Source}: was written to while statistics were taken; expected it to stay.");
        }

        progress?.Report(new EstimationProgress(sources.Length, sources.Length, "", candidates.Length, candidates.Length, 1));
        return new ImageSetStatistics(identities, [.. surveyed], "statistics");
    }

    private async Task<SurveyedModel> TakeAsync(
        string source, ImmutableArray<ImageCandidate> images, ProgressScope progress, CancellationToken cancellationToken)
    {
        bool isOpen = false;
        try
        {
            PackageOptions packageOptions = new() { AllowHashMismatch = _options.AllowHashMismatch };
            using ModelPackage package =
                await ModelPackageReader.OpenAsync(source, packageOptions, cancellationToken).ConfigureAwait(false);
            progress.Report(package.Id, 0);
            SegmentationModel model = await Opening.RunAsync(
                () => SegmentationModel.Open(package, _backend), cancellationToken).ConfigureAwait(false);
            isOpen = true;
            SurveyedModel none = new() { Id = package.Id, Sha256 = ResultsIdentity.OfOpenModel(model) };
            return SurveyQuestion.IsAskedOf(model)
                ? await TakeAsync(none, model, images, cancellationToken).ConfigureAwait(false)
                : none;
        }
        catch (Exception e) when (e is BioZooCteException || (!isOpen && e is IOException or UnauthorizedAccessException))
        {
            return new SurveyedModel { Id = PackageId.Of(source), Error = e.Message };
        }
    }

    private async Task<SurveyedModel> TakeAsync(
        SurveyedModel none,
        SegmentationModel model,
        ImmutableArray<ImageCandidate> images,
        CancellationToken cancellationToken)
    {
        ForegroundRule rule = ForegroundDecision.Decide(
            model.Package.Id, model.Description, model.Network, _options.Foreground);
        PerturbationPlan plan =
            SurveyQuestion.NeedsPasses(model, rule) ? _options.ToPlan() : PerturbationPlan.None;
        using PredictorSet predictors = await Opening.RunAsync(
            () => PredictorSet.OpenFor(plan, model, rule.OutputIndex, _options.Bottleneck), cancellationToken)
            .ConfigureAwait(false);
        ForegroundObserver observer = new(model, predictors.Geometry, predictors.First, rule);
        using ModelTiles tiles = new(model, predictors, observer, _options, plan);
        ImmutableArray<ImageRecord> records = [.. images.Select(image => new ImageRecord(image.Source))];
        DataSetStatistics? found = await tiles.SurveyAsync(images, records, cancellationToken).ConfigureAwait(false);
        if (records.FirstOrDefault(record => record is { Error: not null, IsLasting: false }) is ImageRecord unread)
        {
            throw new IOException(unread.Error);
        }

        return none with
        {
            Options = SurveyQuestion.OptionsOf(model, rule, _backend, _options),
            NeedsStatistics = true,
            Tensors =
            [
                .. model.Processing.Requests
                    .Select((request, i) => new SurveyedTensor(i, request, found?.Find(i)))
                    .Where(one => one.Request.IsDataSet),
            ],
            Failures = Enumerable.Range(0, records.Length)
                .Where(i => records[i].Error is not null)
                .ToImmutableSortedDictionary(
                    i => i, i => FailureText.Hide(records[i].Error!, model.Package.Id, records[i].Source)),
        };
    }
}
