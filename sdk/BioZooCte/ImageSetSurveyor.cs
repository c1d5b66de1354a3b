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
    // Of the first model's part, what goes to finding what images are known by.
    private const double IdentifyingShare = 0.25;

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
        SurveyedImages set = new([.. images.Select(i => ImageCandidate.FromFile(i, _options.Axes))]);
        int count = set.Candidates.Length;
        List<SurveyedModel> surveyed = [];
        foreach (string source in sources)
        {
            ProgressScope scope = new(progress, surveyed.Count, sources.Length, count);
            surveyed.Add(await TakeAsync(source, set, scope, cancellationToken).ConfigureAwait(false));
        }

        set.ThrowIfChanged();
        progress?.Report(new EstimationProgress(sources.Length, sources.Length, "", count, count, 1));
        return new ImageSetStatistics(set.Identities, [.. surveyed], "statistics");
    }

    private async Task<SurveyedModel> TakeAsync(
        string source, SurveyedImages images, ProgressScope progress, CancellationToken cancellationToken)
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
                ? await TakeAsync(none, model, images, progress, cancellationToken).ConfigureAwait(false)
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
        SurveyedImages images,
        ProgressScope progress,
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
        double begin = images.AreIdentified ? 0 : IdentifyingShare;
        await images.IdentifyAsync(share => progress.ReportShare(none.Id, begin * share), cancellationToken)
            .ConfigureAwait(false);
        using ModelTiles tiles = new(model, predictors, observer, _options, plan)
        {
            OnSurveyed = share => progress.ReportShare(none.Id, begin + ((1 - begin) * share)),
        };
        ImmutableArray<ImageRecord> records = [.. images.Candidates.Select(image => new ImageRecord(image.Source))];
        DataSetStatistics? found = await tiles.SurveyAsync(images.Candidates, records, cancellationToken).ConfigureAwait(false);
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
