using System.Collections.Immutable;

using BioZooCte.Agreement;
using BioZooCte.Consistency;
using BioZooCte.Models;
using BioZooCte.Packages;
using BioZooCte.Predictions;
using BioZooCte.Ranking;
using BioZooCte.Results;
using BioZooCte.Segmentation;

namespace BioZooCte.Estimation;

/// <summary>
/// Gathers the evidence of one model: one thread reads and prepares tiles, a few run them and count, and every
/// prediction is dropped as soon as it is counted.
/// </summary>
internal sealed class ModelEstimation
{
    private readonly ModelPackage _package;
    private readonly IModelBackend _backend;
    private readonly EstimationOptions _options;
    private readonly ProgressScope _progress;
    private readonly PerturbationPlan _plan;
    private readonly IReadOnlyList<(string Label, int Run)> _pairs;
    private readonly VoteStore? _votes;
    private readonly ObserverScope? _observer;

    /// <summary>An estimation of a model, which stays its opener's.</summary>
    /// <param name="package">The model.</param>
    /// <param name="backend">What runs it.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="votes">Where its votes are kept; null where nobody compares it with others.</param>
    /// <param name="observer">Is told of each image; null for nobody.</param>
    public ModelEstimation(
        ModelPackage package,
        IModelBackend backend,
        EstimationOptions options,
        ProgressScope progress,
        VoteStore? votes = null,
        ObserverScope? observer = null)
    {
        _votes = votes;
        _observer = observer;
        _package = package;
        _backend = backend;
        _options = options;
        _progress = progress;
        _plan = options.ToPlan();
        _pairs = _plan.Pairs;
    }

    /// <summary>Where what is found is kept; null for nowhere.</summary>
    public IResultsStore? Store { get; init; }

    /// <summary>What became of each image in an earlier call; null at the first.</summary>
    public RecordBook Records { get; init; } = new();

    /// <summary>Whether nothing is run where another process is at a part of it.</summary>
    public bool LeavesToOthers { get; init; }

    /// <summary>Is called before something of the model is run.</summary>
    public Action OnRun { get; init; } = () => { };

    /// <summary>
    /// Runs the model on all images, but those that another process is at. When the token asks, what was finished is the
    /// result; a model that cannot be run is evidence of that.
    /// </summary>
    /// <exception cref="InvalidModelPackageException">The weights are damaged.</exception>
    public async Task<ModelEvidence> GatherAsync(
        ImmutableArray<ImageCandidate> images, CancellationToken cancellationToken)
    {
        _progress.Report(_package.Id, 0);
        Records.IsWaiting = false;
        try
        {
            return await RunAsync(images, cancellationToken).ConfigureAwait(false);
        }
        catch (UnsupportedModelException) when (Fallback() is not null)
        {
            ModelEvidence evidence =
                await Fallback()!.GatherAsync(images, cancellationToken).ConfigureAwait(false);
            return evidence.Error is null
                ? evidence with { Flags = [.. evidence.Flags, ModelFlags.OtherPerturbation] }
                : evidence;
        }
        catch (UnsupportedModelException e)
        {
            ModelInspection known = ModelInspection.Of(_package, _backend, _options.Foreground);
            return new ModelEvidence
            {
                Source = _package.Source,
                Id = _package.Id,
                Sha256 = known.Network?.Sha256,
                Foreground = known.Foreground,
                Error = e.Message,
            };
        }
    }

    /// <summary>Whether nothing of the model is left to be run on these images.</summary>
    public async Task<bool> IsKnownAsync(ImmutableArray<ImageCandidate> images, CancellationToken cancellationToken)
    {
        ImmutableArray<ImageRecord> records = [.. images.Select(image => new ImageRecord(image.Source))];
        (SegmentationModel model, RecordKeeper? kept) =
            await OpenKeptAsync(images, records, cancellationToken).ConfigureAwait(false);
        if (kept?.Ledger.FindRefusal() is not null)
        {
            return Fallback() is not ModelEstimation fallback
                || await fallback.IsKnownAsync(images, cancellationToken).ConfigureAwait(false);
        }

        kept?.Restore(votes: null, _options.Threads);
        ForegroundRule rule = ForegroundDecision.Decide(
            _package.Id, model.Description, model.Network, _options.Foreground);
        return kept?.KnownRule(rule) is not null;
    }

    /// <summary>Keeps that the model is not to be run on those of these images that are not known, and why.</summary>
    /// <returns>Whether others were measured before.</returns>
    public async Task<bool> RefuseAsync(
        ImmutableArray<ImageCandidate> images, string reason, CancellationToken cancellationToken)
    {
        bool hasFallen = Fallback() is ModelEstimation fallback
            && await fallback.RefuseAsync(images, reason, cancellationToken).ConfigureAwait(false);
        ImmutableArray<ImageRecord> records = [.. images.Select(image => new ImageRecord(image.Source))];
        (_, RecordKeeper? kept) = await OpenKeptAsync(images, records, cancellationToken).ConfigureAwait(false);
        if (kept is null || kept.Ledger.FindRefusal() is not null)
        {
            return hasFallen;
        }

        kept.Restore(votes: null, _options.Threads);
        bool isMeasured = records.Any(record => record is { IsRestored: true, Error: null });
        if (hasFallen && !isMeasured)
        {
            kept.Ledger.KeepRefusal([reason]); // images that fail here would hide what the fallback gave
        }
        else
        {
            kept.KeepFailure($"{_package.Id}: {reason}");
        }

        return hasFallen || isMeasured;
    }

    private async Task<(SegmentationModel Model, RecordKeeper? Kept)> OpenKeptAsync(
        ImmutableArray<ImageCandidate> images, ImmutableArray<ImageRecord> records, CancellationToken cancellationToken)
    {
        SegmentationModel model = await Opening.RunAsync(
            () => SegmentationModel.Open(_package, _backend), cancellationToken).ConfigureAwait(false);
        RecordKeeper? kept = Store is null
            ? null
            : await RecordKeeper.OpenAsync(Store, model, _backend, _options, _plan, images, records, cancellationToken)
                .ConfigureAwait(false);
        return (model, kept);
    }

    /// <summary>The estimation by perturbations of the input, for a network that cannot be cut; null for none.</summary>
    private ModelEstimation? Fallback() => _options.Fallback.IsEmpty || _options.FeaturePerturbations.IsEmpty
        ? null
        : new ModelEstimation(_package, _backend, _options.ToFallback(), _progress, _votes, _observer)
        {
            Store = Store,
            Records = Records,
            LeavesToOthers = LeavesToOthers,
            OnRun = OnRun,
        };

    private async Task<ModelEvidence> RunAsync(
        ImmutableArray<ImageCandidate> images, CancellationToken cancellationToken)
    {
        SegmentationModel model = await Opening.RunAsync(
            () => SegmentationModel.Open(_package, _backend), cancellationToken).ConfigureAwait(false);
        ForegroundRule rule = ForegroundDecision.Decide(
            _package.Id, model.Description, model.Network, _options.Foreground);
        ImmutableArray<SegmentedStructure> structures = StructureReader.Read(_package.Description, rule);
        ImmutableArray<string> ranked = RankedAmong(structures);
        if (ranked.IsEmpty)
        {
            return NotAskedFor(structures);
        }

        ThrowIfUndefined(rule);
        if (_options is { Shard: not null, Statistics: null } && SurveyQuestion.IsAskedOf(model))
        {
            return NotOfAShard();
        }

        GivenStatistics? given = await GivenStatistics.FindAsync(
            model, rule, _backend, _options, images, cancellationToken).ConfigureAwait(false);
        ImmutableArray<ImageRecord> records = Records.Of(_options, images);
        RecordKeeper? kept = Store is null
            ? null
            : await RecordKeeper.OpenAsync(Store, model, _backend, _options, _plan, images, records, cancellationToken)
                .ConfigureAwait(false);
        kept?.Restore(_votes, _options.Threads);
        given?.Fail(records);
        kept?.KeepFailed();
        Report(records);
        ForegroundRule known = kept?.KnownRule(rule)
            ?? (kept?.IsElsewhere(inPart: LeavesToOthers) == true ? rule : null)
            ?? await RunAsync(model, rule, images, records, kept, given, cancellationToken).ConfigureAwait(false);
        _observer?.TellDone(records, _pairs);
        Records.IsWaiting = kept is not null && records.Any(record => !record.IsDone);
        ModelEvidence evidence = Conclude(known, model.Network, records);
        return evidence with { Structures = ranked, Flags = [.. evidence.Flags, .. given?.Flags ?? []] };
    }

    /// <summary>Runs what is not known.</summary>
    /// <returns>What counts as foreground.</returns>
    private async Task<ForegroundRule> RunAsync(
        SegmentationModel model,
        ForegroundRule rule,
        ImmutableArray<ImageCandidate> images,
        ImmutableArray<ImageRecord> records,
        RecordKeeper? kept,
        GivenStatistics? given,
        CancellationToken cancellationToken)
    {
        OnRun();
        using PredictorSet predictors = await OpenAsync(model, rule, kept, cancellationToken).ConfigureAwait(false);
        ForegroundObserver observer = new(model, predictors.Geometry, predictors.First, rule);
        void Tell()
        {
            kept?.Keep();
            Report(records);
        }

        using ModelTiles tiles = new(model, predictors, observer, _options, _plan)
        {
            Votes = _votes,
            Ledger = kept?.Ledger,
            DataSet = given?.Values,
            OnNothingToRun = Tell,
        };
        TileCrew crew = new(model, predictors, _options, records, Tell);
        try
        {
            await crew.RunAsync(
                (jobs, token) => tiles.WriteAsync(images, records, jobs, token), () => observer.Rule, cancellationToken)
                .ConfigureAwait(false);
            kept?.KeepFailed();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What was finished is the result.
        }
        finally
        {
            kept?.Ledger.ReleaseClaims();
        }

        return observer.Rule;
    }

    private async Task<PredictorSet> OpenAsync(
        SegmentationModel model, ForegroundRule rule, RecordKeeper? kept, CancellationToken cancellationToken)
    {
        try
        {
            return await Opening.RunAsync(
                () => PredictorSet.OpenFor(_plan, model, rule.OutputIndex, _options.Bottleneck), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (UnsupportedModelException exception)
        {
            if (_plan.FeatureRuns.Count == 0)
            {
                // Of a network that is to be cut a pass was run, which may have failed for want of memory.
                kept?.Ledger.KeepRefusal(exception.Reasons);
            }

            throw;
        }
    }

    /// <summary>The structures among whose models it stands; none where others were asked for.</summary>
    private ImmutableArray<string> RankedAmong(ImmutableArray<SegmentedStructure> structures)
    {
        ImmutableArray<string> names =
            structures.IsEmpty ? [KnownStructures.Unstated] : [.. structures.Select(s => s.Name)];
        return _options.Structures.IsEmpty ? names : [.. names.Where(name => _options.Structures.Contains(name))];
    }

    private ModelEvidence NotAskedFor(ImmutableArray<SegmentedStructure> structures)
    {
        string found = structures.IsEmpty
            ? "nothing says what it segments"
            : $"it segments {string.Join(", ", structures)}";
        return new ModelEvidence
        {
            Source = _package.Source,
            Id = _package.Id,
            Error = $"{_package.Id} is not ranked: {found}; asked for: {string.Join(", ", _options.Structures)}.",
        };
    }

    private ModelEvidence NotOfAShard() => new()
    {
        Source = _package.Source,
        Id = _package.Id,
        Error = $"{_package.Id} is not ranked: its steps take statistics over all images, of which a shard sees a part;"
            + " expected --statistics FILE, which zoocte statistics --out FILE makes.",
    };

    private void Report(ImmutableArray<ImageRecord> records)
    {
        int done = 0;
        double underWay = 0;
        foreach (ImageRecord record in records.Where(record => !record.IsLeftOut))
        {
            done += record.IsDone ? 1 : 0;
            underWay += record.IsDone || record.Counts is not ImageCounts counts
                ? 0
                : (double)counts.TilesDone / record.TileCount;
        }

        _progress.Report(_package.Id, done, underWay);
        _observer?.TellDone(records, _pairs);
    }

    private void ThrowIfUndefined(ForegroundRule rule)
    {
        if (_options.Metric.NeedsProbabilities && rule.Values == ForegroundValues.Decision)
        {
            throw new UnsupportedModelException(
                _package.Id,
                $"the metric '{_options.Metric.Name}' needs probabilities, and its output '{rule.OutputId}' "
                    + $"gives decisions, no probabilities ({rule.Reason})");
        }
    }

    private ModelEvidence Conclude(
        ForegroundRule rule, NetworkDescription network, ImmutableArray<ImageRecord> records)
    {
        ImmutableArray<ImageEvidence> images =
            [.. records.Where(r => r is { IsDone: true, IsLeftOut: false }).Select(r => r.ToEvidence(_pairs))];
        return new ModelEvidence
        {
            Source = _package.Source,
            Id = _package.Id,
            Sha256 = network.Sha256,
            ZooId = _package.Description.Id,
            Parent = _package.Description.Parent,
            Foreground = rule,
            Flags = [.. rule.Flags, .. records.Any(r => r.Error is null && r.ChangesResult) ? ["tiling-changes-result"] : Array.Empty<string>()],
            Error = CommonError(images),
            Images = images,
        };
    }

    /// <summary>Why no image gave anything: the first image's reason; null where one did.</summary>
    private static string? CommonError(ImmutableArray<ImageEvidence> images)
    {
        if (images.IsEmpty || images.Any(i => i.Error is null))
        {
            return null;
        }

        int others = images.Length - 1;
        return others == 0
            ? images[0].Error
            : $"{images[0].Error} (and {others} more {(others == 1 ? "image" : "images")})";
    }
}
