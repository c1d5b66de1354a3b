using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

using BioZooCte.Errors;
using BioZooCte.Estimation;
using BioZooCte.Models;
using BioZooCte.Packages;
using BioZooCte.Ranking;
using BioZooCte.Results;
using BioZooCte.Watching;

namespace BioZooCte;

/// <summary>
/// Ranks what folders of models and a folder of images hold, and again whenever that changes. The store makes each
/// ranking cost only what is new.
/// </summary>
public sealed class RankingWatcher
{
    // Where all is to be ranked once, what is written to without end is not waited for.
    private const int QuietTimesToWait = 10;

    // One that needs more memory than there is would else be started again with each new image.
    private const int MostKillsInARow = 3;

    // How long after it could not be read a package that is as it was is looked at again.
    private static readonly TimeSpan BeforeAnotherLook = TimeSpan.FromSeconds(30);

    private readonly IModelBackend _backend;
    private readonly IResultsStore _store;
    private readonly WatchOptions _options;
    private readonly Channel<WatchEvent> _events =
        Channel.CreateUnbounded<WatchEvent>(new UnboundedChannelOptions { SingleReader = true });

    private readonly Dictionary<string, (string Stamp, string Reason, DateTimeOffset At)> _incomplete =
        new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> _ranApart = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _crashed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Stamp, int Times)> _killed = new(StringComparer.Ordinal);
    private readonly ImageIdentities _identities = new();
    private string? _unreadable;
    private ImmutableArray<FolderEntry> _models = [];
    private ImmutableArray<FolderEntry> _images = [];
    private int _isUsed;

    /// <summary>A watcher.</summary>
    /// <param name="backend">What runs networks.</param>
    /// <param name="store">Where what is found is kept; it stays its opener's.</param>
    /// <param name="options">What is watched.</param>
    public RankingWatcher(IModelBackend backend, IResultsStore store, WatchOptions options)
    {
        ArgumentNullException.ThrowIfNull(backend);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(options);
        _backend = options.RunApart is null ? backend : new ExaminingBackend(backend);
        _store = store;
        _options = options;
    }

    /// <summary>What tells the time.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Watches until the token asks to end; once, where that was asked for. Can be called once.</summary>
    /// <param name="cancellationToken">Ends it within a second; what was measured is kept.</param>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    /// <exception cref="ResultsStoreException">What is found cannot be kept.</exception>
    /// <exception cref="OperationCanceledException">The token asked for it.</exception>
    public async IAsyncEnumerable<WatchEvent> WatchAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _isUsed, 1) != 0)
        {
            throw new InvalidOperationException("A watcher watches once.");
        }

        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task watching = Task.Run(() => RunAsync(end.Token), CancellationToken.None);
        try
        {
            await foreach (WatchEvent happened in _events.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                yield return happened;
            }
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await watching.ConfigureAwait(false);
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            SettledEntries models = new(_options.Quiet, Clock);
            SettledEntries images = new(_options.Quiet, Clock);
            bool isFirst = true;
            DateTimeOffset latest = Clock.GetUtcNow() + (QuietTimesToWait * _options.Quiet);
            while (true)
            {
                bool areOthers = await TryUpdateAsync(models, images, cancellationToken).ConfigureAwait(false);
                bool isSettled = (!models.IsWaiting && !images.IsWaiting) || Clock.GetUtcNow() >= latest;
                if ((areOthers || isFirst) && !_models.IsEmpty && !_images.IsEmpty && (isSettled || !_options.IsOnce))
                {
                    isFirst = false;
                    await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
                }

                if (_options.IsOnce && isSettled)
                {
                    return;
                }

                await Task.Delay(_options.Interval, Clock, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _events.Writer.TryComplete();
        }
    }

    /// <summary>The same; of a folder that cannot be read in this moment what it held stays.</summary>
    private async Task<bool> TryUpdateAsync(
        SettledEntries models, SettledEntries images, CancellationToken cancellationToken)
    {
        try
        {
            bool areOthers = await UpdateAsync(models, images, cancellationToken).ConfigureAwait(false);
            _unreadable = null;
            return areOthers;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && !_options.IsOnce)
        {
            if (e.Message != _unreadable)
            {
                _unreadable = e.Message;
                _events.Writer.TryWrite(new WatchEvent.NotRanked(e.Message));
            }

            return false;
        }
    }

    /// <summary>Looks at the folders; whether what is ranked is another than before.</summary>
    private async Task<bool> UpdateAsync(
        SettledEntries models, SettledEntries images, CancellationToken cancellationToken)
    {
        List<FolderEntry> complete = [];
        HashSet<FolderEntry> known = [.. _models];
        foreach (FolderEntry entry in models.Update(FolderScan.Packages(_options.ModelFolders)))
        {
            if (known.Contains(entry) || await IsCompleteAsync(entry, cancellationToken).ConfigureAwait(false))
            {
                complete.Add(entry);
            }
        }

        ImmutableArray<FolderEntry> found = [.. images.Update(FolderScan.Images(_options.ImageFolder, _options.TakesImage))];
        bool areOthers = !complete.SequenceEqual(_models) || !found.SequenceEqual(_images);
        if (!areOthers)
        {
            return false;
        }

        Tell(_models, [.. complete], source => new WatchEvent.ModelFound(source), source => new WatchEvent.ModelGone(source));
        Tell(_images, found, source => new WatchEvent.ImageFound(source), source => new WatchEvent.ImageGone(source));
        (_models, _images) = ([.. complete], found);
        return true;
    }

    /// <summary>Whether a package can be read, with the weights that would run.</summary>
    private async Task<bool> IsCompleteAsync(FolderEntry entry, CancellationToken cancellationToken)
    {
        bool isKnown = _incomplete.TryGetValue(
            entry.Source, out (string Stamp, string Reason, DateTimeOffset At) known) && known.Stamp == entry.Stamp;
        if (isKnown && Clock.GetUtcNow() - known.At < BeforeAnotherLook)
        {
            return false;
        }

        try
        {
            PackageOptions packageOptions = new() { AllowHashMismatch = _options.Estimation.AllowHashMismatch };
            using ModelPackage package = await ModelPackageReader.OpenAsync(
                entry.Source, packageOptions, cancellationToken).ConfigureAwait(false);
            if (_backend.ReasonsAgainst(package).Count == 0)
            {
                _backend.Examine(package);
            }

            _incomplete.Remove(entry.Source);
            return true;
        }
        catch (UnsupportedModelException)
        {
            return true; // it is an entry with its reason
        }
        catch (Exception e) when (e is BioZooCteException or IOException or UnauthorizedAccessException)
        {
            _incomplete[entry.Source] = (entry.Stamp, e.Message, Clock.GetUtcNow());
            if (!isKnown || known.Reason != e.Message)
            {
                _events.Writer.TryWrite(new WatchEvent.ModelIncomplete(entry.Source, e.Message));
            }

            return false;
        }
    }

    private void Tell(
        ImmutableArray<FolderEntry> before,
        ImmutableArray<FolderEntry> now,
        Func<string, WatchEvent> found,
        Func<string, WatchEvent> gone)
    {
        HashSet<string> sources = now.Select(entry => entry.Source).ToHashSet(StringComparer.Ordinal);
        foreach (FolderEntry entry in before.Where(entry => !sources.Contains(entry.Source)))
        {
            _events.Writer.TryWrite(gone(entry.Source));
        }

        foreach (FolderEntry entry in now.Except(before))
        {
            _events.Writer.TryWrite(found(entry.Source));
        }
    }

    private Task TakeTurnAsync(CancellationToken cancellationToken) => _options.InTurn is null
        ? RankAsync(_options.Estimation, cancellationToken)
        : _options.InTurn(
            threads => RankAsync(_options.Estimation with { Threads = threads }, cancellationToken), cancellationToken);

    private async Task RankAsync(EstimationOptions options, CancellationToken cancellationToken)
    {
        ImmutableArray<string> images = [.. _images.Select(entry => entry.Source)];
        TransferabilityEstimator estimator = new(_backend, options)
        {
            Store = _store,
            Observer = new Observer(_events.Writer, images),
            Identities = _identities,
        };
        if (_options.RunApart is not null)
        {
            await RunApartAsync(estimator, images, _options.RunApart, cancellationToken).ConfigureAwait(false);
        }

        ImmutableArray<string> models =
            [.. _models.Where(entry => _crashed.GetValueOrDefault(entry.Source) != entry.Stamp).Select(entry => entry.Source)];
        try
        {
            ModelRanking ranking =
                await estimator.RankAsync(models, images, cancellationToken: cancellationToken).ConfigureAwait(false);
            _events.Writer.TryWrite(new WatchEvent.Ranked(ranking, models, images));
        }
        catch (TooFewVotesException e)
        {
            _events.Writer.TryWrite(new WatchEvent.NotRanked(e.Message));
        }
    }

    /// <summary>Has each model that is not known measured in a process of its own.</summary>
    private async Task RunApartAsync(
        TransferabilityEstimator estimator,
        ImmutableArray<string> images,
        Func<string, IReadOnlyList<string>, CancellationToken, Task<ApartEnd?>> runApart,
        CancellationToken cancellationToken)
    {
        string imageStamp = string.Join('\n', _images.Select(entry => $"{entry.Source} {entry.Stamp}"));
        string imageHash = ResultsIdentity.HashOf([imageStamp]);
        foreach (FolderEntry model in _models)
        {
            string asked = $"{model.Stamp} {imageHash}";
            if (_ranApart.GetValueOrDefault(model.Source) == asked
                || _crashed.GetValueOrDefault(model.Source) == model.Stamp
                || _killed.GetValueOrDefault(model.Source) == (model.Stamp, MostKillsInARow))
            {
                continue;
            }

            _ranApart[model.Source] = asked;
            if (await estimator.IsKnownAsync(model.Source, images, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            ApartEnd? end = await runApart(model.Source, images, cancellationToken).ConfigureAwait(false);
            if (end is null)
            {
                _killed.Remove(model.Source);
            }
            else if (end.IsKilled)
            {
                CountKill(model, end.Reason);
            }
            else
            {
                await estimator.RefuseAsync(model.Source, images, end.Reason, cancellationToken).ConfigureAwait(false);
                _events.Writer.TryWrite(new WatchEvent.ModelCrashed(model.Source, end.Reason));
                if (!await estimator.IsKnownAsync(model.Source, images, cancellationToken).ConfigureAwait(false))
                {
                    _crashed[model.Source] = model.Stamp; // nothing can be kept of it, so it is left out here
                }
            }
        }
    }

    /// <summary>Tells of a kill, of which nothing is kept: the next watch may have more memory.</summary>
    private void CountKill(FolderEntry model, string reason)
    {
        (string stamp, int before) = _killed.GetValueOrDefault(model.Source);
        int times = stamp == model.Stamp ? before + 1 : 1;
        _killed[model.Source] = (model.Stamp, times);
        _events.Writer.TryWrite(new WatchEvent.ModelCrashed(model.Source, times < MostKillsInARow
            ? reason
            : $"{reason}; that is {times} times in a row, so this watch runs the model no more until it changes"));
    }

    private sealed class Observer(ChannelWriter<WatchEvent> events, ImmutableArray<string> images) : IEstimationObserver
    {
        public void OnImageScored(string source, int image, ImmutableArray<PairScore> pairs) =>
            events.TryWrite(new WatchEvent.ImageScored(source, images[image], pairs));

        public void OnImageKnown(string source, int image, ImmutableArray<PairScore> pairs)
        {
            // It was told when it was measured.
        }

        public void OnModelFinished(string source, ModelRanking running)
        {
            // The ranking of all of them follows.
        }
    }
}
