using System.Collections.Immutable;
using System.Diagnostics;

using BioZooCte.Errors;
using BioZooCte.Evaluation.Targets;
using BioZooCte.Features;
using BioZooCte.Images;
using BioZooCte.Models;
using BioZooCte.Packages;
using BioZooCte.Ranking;
using BioZooCte.Supervised;

namespace BioZooCte;

/// <summary>
/// Tells from a few labelled images how well a model's features suit them, before any training: CC-FV
/// (arXiv:2307.11958) and what it is measured against. Where there are no labels, use
/// <see cref="TransferabilityEstimator"/>.
/// </summary>
public sealed class SupervisedEstimator
{
    private readonly IModelBackend _backend;
    private readonly SupervisedOptions _options;

    /// <summary>An estimator.</summary>
    /// <param name="backend">What runs the networks, and gives their features.</param>
    /// <param name="options">What is estimated, and how; null for the defaults.</param>
    public SupervisedEstimator(IModelBackend backend, SupervisedOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(backend);
        _backend = backend;
        _options = options ?? new SupervisedOptions();
    }

    /// <summary>Scores one model. Each image is run once; memory does not grow with its size.</summary>
    /// <param name="model">A package: a folder, zip, RDF file or URL.</param>
    /// <param name="cases">Labelled images, two or more for CC-FV; their order changes nothing.</param>
    /// <param name="cancellationToken">Ends it within a second.</param>
    /// <returns>
    /// A score for each estimator, or why it has none. An image that cannot be read or run is left out, and named.
    /// </returns>
    /// <exception cref="InvalidModelPackageException">The package is damaged.</exception>
    /// <exception cref="UnsupportedModelException">
    /// The model cannot be run, or its network gives no features; with the reason.
    /// </exception>
    /// <exception cref="ArgumentException">There is no labelled image.</exception>
    /// <exception cref="OperationCanceledException">The token asked for it.</exception>
    public async Task<SupervisedEstimate> EstimateAsync(
        string model, IEnumerable<LabelledImage> cases, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(cases);
        PackageOptions packageOptions = new() { AllowHashMismatch = _options.AllowHashMismatch };
        using ModelPackage package =
            await ModelPackageReader.OpenAsync(model, packageOptions, cancellationToken).ConfigureAwait(false);
        return await EstimateAsync(package, cases, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Scores an open package, which stays the caller's.</summary>
    /// <inheritdoc cref="EstimateAsync(string, IEnumerable{LabelledImage}, CancellationToken)"/>
    public async Task<SupervisedEstimate> EstimateAsync(
        ModelPackage package, IEnumerable<LabelledImage> cases, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(cases);
        long start = Stopwatch.GetTimestamp();
        LabelledImage[] all = [.. cases];
        if (all.Length == 0)
        {
            throw new ArgumentException("There is no labelled image; expected at least one.", nameof(cases));
        }

        SegmentationModel opened = await Opening.RunAsync(
            () => SegmentationModel.Open(package, _backend), cancellationToken).ConfigureAwait(false);
        using FeatureSampler sampler = await Opening.RunAsync(
            () => FeatureSampler.Open(opened, _options.Sampling, _options.ToPasses()), cancellationToken)
            .ConfigureAwait(false);
        SortedDictionary<string, string> failures = new(StringComparer.Ordinal);
        List<SampledCase> sampled = await SampleAsync(sampler, all, failures, cancellationToken).ConfigureAwait(false);
        TimeSpan sampling = Stopwatch.GetElapsedTime(start);
        ImmutableArray<string> layers = [.. sampler.Layers.Select(layer => layer.Name)];
        SampledModel? found = sampled.Count == 0 ? null : new SampledModel(layers, sampled, _options.CcFv);
        ImmutableSortedDictionary<string, SupervisedScore> scores = _options.Estimators.ToImmutableSortedDictionary(
            name => name,
            name => found?.By(name, cancellationToken) ?? SupervisedScore.Undefined(failures.Values.First()),
            StringComparer.Ordinal);
        return new SupervisedEstimate
        {
            Id = package.Id,
            Scores = scores,
            Layers = layers,
            Cases = sampled.Count,
            Failures = failures.ToImmutableSortedDictionary(StringComparer.Ordinal),
            ChangesResult = sampled.Exists(one => one.ChangesResult),
            SamplingTime = sampling,
            ScoringTime = Stopwatch.GetElapsedTime(start) - sampling,
        };
    }

    private async Task<List<SampledCase>> SampleAsync(
        FeatureSampler sampler,
        LabelledImage[] cases,
        SortedDictionary<string, string> failures,
        CancellationToken cancellationToken)
    {
        // What is drawn depends on the file's name alone; the name of a case has to be its own.
        ImmutableArray<string> names =
            PathSuffixes.ShortestUnique([.. cases.Select(one => PathSuffixes.Parts(one.Image))]);

        // Statistics of all images are sums, and those depend on their order.
        (string Name, LabelledImage Files)[] ordered =
            [.. names.Zip(cases).OrderBy(one => one.First, StringComparer.Ordinal)];
        IReadOnlyDictionary<int, string> unread = await sampler.SurveyAsync(
            [.. ordered.Select<(string, LabelledImage Files), Func<IImageSource>>(one => () => Open(one.Files))],
            cancellationToken).ConfigureAwait(false);
        List<SampledCase> sampled = [];
        for (int i = 0; i < ordered.Length; i++)
        {
            (string name, LabelledImage files) = ordered[i];
            if (unread.TryGetValue(i, out string? reason))
            {
                failures[name] = reason;
                continue;
            }

            try
            {
                using IImageSource image = Open(files);
                using IImageSource labels = LabelFile.Open(files.Labels, _options.Axes);
                SampledCase found = await sampler.SampleAsync(image, labels, cancellationToken).ConfigureAwait(false);
                sampled.Add(found with { Layers = [.. found.Layers.Select(layer => layer with { Case = name })] });
            }
            catch (Exception e) when (e is BioZooCteException or IOException or UnauthorizedAccessException)
            {
                failures[name] = e.Message;
            }
        }

        return sampled;
    }

    private IImageSource Open(LabelledImage files) => ImageFile.Open(files.Image, _options.Axes);
}
