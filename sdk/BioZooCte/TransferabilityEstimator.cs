using System.Collections.Immutable;

using BioZooCte.Agreement;
using BioZooCte.Consistency;
using BioZooCte.Errors;
using BioZooCte.Estimation;
using BioZooCte.Images;
using BioZooCte.Models;
using BioZooCte.Packages;
using BioZooCte.Packages.Files;
using BioZooCte.Perturbations;
using BioZooCte.Perturbations.Features;
using BioZooCte.Ranking;
using BioZooCte.Results;

namespace BioZooCte;

/// <summary>
/// Tells, without labels, which pre-trained segmentation model suits a set of images: it runs each model on each
/// image and on slightly perturbed versions of it, and measures how consistent the predictions are
/// (consistency-based transferability estimation, Talks &amp; Kreshuk, arXiv:2503.00450).
/// </summary>
public sealed class TransferabilityEstimator
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly IModelBackend _backend;
    private readonly EstimationOptions _options;

    /// <summary>An estimator.</summary>
    /// <param name="backend">What runs the networks.</param>
    /// <param name="options">How models are ranked; null for the defaults.</param>
    /// <exception cref="ArgumentException">The estimator, or a sweep, cannot be had of the metric.</exception>
    public TransferabilityEstimator(IModelBackend backend, EstimationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(backend);
        _backend = backend;
        _options = options ?? new EstimationOptions();
        if (_options.Estimator == RankingEstimator.Combined && !_options.Metric.CanBeCombined)
        {
            throw new ArgumentException(
                $"The estimator 'combined' does not exist for the metric '{_options.Metric}'; expected a metric of"
                    + $" {string.Join(", ", KnownMetrics.Combinable)}, or the estimator 'cte'.",
                nameof(options));
        }

        if (_options.Sweep is not null && !_options.Metric.HigherIsBetter)
        {
            throw new ArgumentException(
                $"Strengths cannot be compared by the metric '{_options.Metric}', which has no share that is kept; expected a"
                    + $" metric of {string.Join(", ", KnownMetrics.Combinable)}.",
                nameof(options));
        }

        if (_options is { Shard: not null, FeatureRandom: FeatureRandom.Torch, FeaturePerturbations.IsEmpty: false })
        {
            throw new ArgumentException(
                "A shard cannot draw features as PyTorch draws them, from image to image; expected random numbers by"
                    + " coordinates.",
                nameof(options));
        }
    }

    /// <summary>Is told what rankings find while they run; null for nobody.</summary>
    /// <value>Null.</value>
    public IEstimationObserver? Observer { get; init; }

    /// <summary>
    /// Where what is found is kept, and looked for before a model is run: a ranking that was ended goes on where it was,
    /// one that is asked for again costs no pass, and processes with the same store share the work. It stays its opener's.
    /// Images that are no files are not kept, nor are features perturbed by <see cref="FeatureRandom.Torch"/>; of an image
    /// whose prediction is judged as a whole, such as objects, nothing is kept before the image is done.
    /// </summary>
    /// <value>Null: nothing is kept.</value>
    public IResultsStore? Store { get; init; }

    /// <summary>What files were identified as before; null to read each anew.</summary>
    internal ImageIdentities? Identities { get; init; }

    /// <summary>Ranks model packages on image files.</summary>
    /// <param name="models">Packages: folders, zips, RDF files, URLs.</param>
    /// <param name="images">Paths of TIFF, PNG or NPY files.</param>
    /// <param name="progress">Is told how far the ranking is, from several threads.</param>
    /// <param name="cancellationToken">Ends the ranking within a second.</param>
    /// <returns>
    /// All models in order of quality. One that cannot be read or run is an entry with its reason, as is an image.
    /// </returns>
    /// <exception cref="TooFewVotesException">
    /// Models were to be compared with one another, and fewer than three votes can be.
    /// </exception>
    /// <exception cref="EstimationCanceledException">The token asked for it; with what was finished.</exception>
    /// <exception cref="ResultsStoreException">What is found cannot be kept, such as on a full disk.</exception>
    public Task<ModelRanking> RankAsync(
        IEnumerable<string> models,
        IEnumerable<string> images,
        IProgress<EstimationProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(images);
        return RankAsync(
            [.. models], [.. images.Select(i => ImageCandidate.FromFile(i, _options.Axes, Identities))], progress, cancellationToken);
    }

    /// <summary>Ranks model packages on open images, which stay the caller's.</summary>
    /// <inheritdoc cref="RankAsync(IEnumerable{string}, IEnumerable{string}, IProgress{EstimationProgress}?, CancellationToken)"/>
    public Task<ModelRanking> RankAsync(
        IEnumerable<string> models,
        IEnumerable<IImageSource> images,
        IProgress<EstimationProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(images);
        return RankAsync([.. models], [.. images.Select(ImageCandidate.FromSource)], progress, cancellationToken);
    }

    /// <summary>Whether nothing of a model is left to be run on images; a model that cannot be run has nothing.</summary>
    internal Task<bool> IsKnownAsync(string model, IEnumerable<string> images, CancellationToken cancellationToken) =>
        AskAsync(model, images, (one, all) => one.IsKnownAsync(all, cancellationToken), cancellationToken);

    /// <summary>Keeps that a model is not to be run on those of some images that are not known.</summary>
    /// <param name="model">The package.</param>
    /// <param name="images">The images.</param>
    /// <param name="reason">Why not.</param>
    /// <param name="cancellationToken">Ends it.</param>
    internal Task RefuseAsync(
        string model, IEnumerable<string> images, string reason, CancellationToken cancellationToken) =>
        AskAsync(model, images, (one, all) => one.RefuseAsync(all, reason, cancellationToken), cancellationToken);

    private async Task<bool> AskAsync(
        string model,
        IEnumerable<string> images,
        Func<ModelEstimation, ImmutableArray<ImageCandidate>, Task<bool>> ask,
        CancellationToken cancellationToken)
    {
        try
        {
            PackageOptions packageOptions = new() { AllowHashMismatch = _options.AllowHashMismatch };
            using ModelPackage package =
                await ModelPackageReader.OpenAsync(model, packageOptions, cancellationToken).ConfigureAwait(false);
            ModelEstimation estimation = new(package, _backend, _options, new ProgressScope(null, 0, 1, 0))
            {
                Store = Store,
            };
            return await ask(estimation, [.. images.Select(image => ImageCandidate.FromFile(image, _options.Axes, Identities))])
                .ConfigureAwait(false);
        }
        catch (Exception e) when (e is (BioZooCteException and not ResultsStoreException)
            or IOException or UnauthorizedAccessException)
        {
            return true; // a ranking says what is wrong
        }
    }

    private async Task<ModelRanking> RankAsync(
        ImmutableArray<string> models,
        ImmutableArray<ImageCandidate> images,
        IProgress<EstimationProgress>? progress,
        CancellationToken cancellationToken)
    {
        ThrowIfTooFew(models.Length);
        if (_options.Shard is not null && Store is null)
        {
            throw new InvalidOperationException("A shard is measured and nothing keeps it; expected a store.");
        }

        int measured = _options.Shard?.Choose([.. images.Select(image => image.Source)]).Count(isOurs => isOurs)
            ?? images.Length;
        using VoteStore votes = new();
        ImmutableArray<ModelTurn> turns =
        [
            .. models.Select(source => new ModelTurn(
                source, Observer is null ? null : new ObserverScope(Observer, source, images.Length, _options.Metric))),
        ];
        FinishedModels? finished = Observer is null ? null : new(Observer, () => Rank(Known(turns), isPartial: true));
        TimeSpan pause = FirstPause;
        for (bool isFirst = true; turns.Any(turn => turn.Evidence is null); isFirst = false)
        {
            if (!isFirst)
            {
                // Another process is at what is left; if that ends without a result, it is for this one to do.
                finished?.Tell();
                await Task.Delay(pause, cancellationToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, 2 * pause.Ticks));
            }

            foreach (ModelTurn turn in turns.Where(turn => turn.Evidence is null))
            {
                int place = isFirst ? turns.IndexOf(turn) : turns.Count(one => one.Evidence is not null);
                ProgressScope scope = new(progress, place, models.Length, measured);
                turn.LeavesToOthers = isFirst; // each process opens other models, until none is left to be begun
                await TakeAsync(turn, images, votes, scope, finished, cancellationToken).ConfigureAwait(false);
                if (turn.Evidence is not null && !cancellationToken.IsCancellationRequested)
                {
                    finished?.Add(turn.Source);
                }

                if (turn.TookTime && !cancellationToken.IsCancellationRequested)
                {
                    finished?.Tell();
                }
            }
        }

        ImmutableArray<ModelEvidence> evidence = Known(turns);
        bool isPartial = cancellationToken.IsCancellationRequested;
        ModelRanking ranking = Rank(evidence, isPartial || _options.Shard is not null);
        if (isPartial)
        {
            throw new EstimationCanceledException(ranking, cancellationToken);
        }

        finished?.Tell(ranking with { IsPartial = true });
        progress?.Report(new EstimationProgress(models.Length, models.Length, "", measured, measured, 1));
        return ranking;
    }

    private ModelRanking Rank(IReadOnlyList<ModelEvidence> evidence, bool isPartial)
    {
        StrengthSweep? sweep = _options.Sweep is StrengthLadder ladder
            ? StrengthSweeper.Sweep(evidence, ladder, _options.Metric, _options.Rules)
            : null;
        IReadOnlyList<ModelEvidence> scored = sweep is not null && _options.ScoresByRecommended
            ? StrengthSweeper.Only(evidence, sweep.Recommended, _options.Sweep!)
            : evidence;
        return Ranker.Rank(
            scored,
            _options.Metric,
            _options.Rules,
            isPartial,
            _options.Estimator,
            _options.Threshold,
            _options.Threads) with
        {
            Sweep = sweep,
        };
    }

    private void ThrowIfTooFew(int models)
    {
        if (_options.Estimator is RankingEstimator.Agreement or RankingEstimator.Combined
            && models < TooFewVotesException.Expected)
        {
            throw new TooFewVotesException(_options.Estimator, models);
        }
    }

    private static ImmutableArray<ModelEvidence> Known(ImmutableArray<ModelTurn> turns) =>
        [.. turns.Select(turn => turn.Evidence).OfType<ModelEvidence>()];

    /// <summary>Asks a model once; its evidence stays null where another process is at a part of it.</summary>
    private async Task TakeAsync(
        ModelTurn turn,
        ImmutableArray<ImageCandidate> images,
        VoteStore votes,
        ProgressScope progress,
        FinishedModels? finished,
        CancellationToken cancellationToken)
    {
        ModelEvidence evidence = cancellationToken.IsCancellationRequested
            ? turn.SoFar ?? NotReached(turn.Source)
            : await GatherAsync(turn, images, votes, progress, finished, cancellationToken).ConfigureAwait(false);
        bool isWaiting = turn.Records.IsWaiting && !cancellationToken.IsCancellationRequested;
        turn.SoFar = evidence;
        turn.TookTime |= isWaiting;
        if (!isWaiting)
        {
            turn.Evidence = evidence;
            turn.Records.Clear();
        }
    }

    private async Task<ModelEvidence> GatherAsync(
        ModelTurn turn,
        ImmutableArray<ImageCandidate> images,
        VoteStore votes,
        ProgressScope progress,
        FinishedModels? finished,
        CancellationToken cancellationToken)
    {
        string source = turn.Source;
        try
        {
            PackageOptions packageOptions = new() { AllowHashMismatch = _options.AllowHashMismatch };
            using ModelPackage package =
                await ModelPackageReader.OpenAsync(source, packageOptions, cancellationToken).ConfigureAwait(false);
            ModelEstimation estimation = new(package, _backend, _options, progress, votes, turn.Observer)
            {
                Store = Store,
                Records = turn.Records,
                LeavesToOthers = turn.LeavesToOthers,
                OnRun = () =>
                {
                    turn.TookTime = true;
                    finished?.Tell();
                },
            };
            return await estimation.GatherAsync(images, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is (BioZooCteException and not ResultsStoreException)
            or IOException or UnauthorizedAccessException)
        {
            return new ModelEvidence { Source = source, Id = PackageId.Of(source), Error = e.Message };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return NotReached(source);
        }
        catch (Exception e) when (e is not (OperationCanceledException or ResultsStoreException))
        {
            // A mistake of ours in one model must not cost the user what the others gave.
            return new ModelEvidence
            {
                Source = source,
                Id = PackageId.Of(source),
                Error = $"{PackageId.Of(source)} failed by a mistake of the program, please report it: {e}",
            };
        }
    }

    private static ModelEvidence NotReached(string source) => new()
    {
        Source = source,
        Id = PackageId.Of(source),
        Error = "not reached before the ranking was ended.",
    };
}
