using System.Collections.Immutable;
using System.Diagnostics;

using BioZooCte.Agreement;
using BioZooCte.Consistency;
using BioZooCte.Models;
using BioZooCte.Ranking;
using BioZooCte.Results;

namespace BioZooCte.Estimation;

/// <summary>What becomes of one image while a model's tiles run. Used by many threads.</summary>
internal sealed class ImageRecord(string source)
{
    private readonly Lock _lock = new();
    private volatile string? _error;
    private volatile ImageCounts? _counts;
    private (int Tile, int Variant) _failedAt = (int.MaxValue, int.MaxValue);
    private int _tilesWritten;
    private VoteSheet? _votes;
    private volatile ImageEvidence? _restored;
    private ImmutableArray<(string Label, int Run)> _counted = [];
    private ImmutableDictionary<(string Label, int Run), PairEvidence> _known =
        ImmutableDictionary<(string, int), PairEvidence>.Empty;

    private long[] _ticks = [0];
    private int _isKept;

    /// <summary>The image's path as given, or its name.</summary>
    public string Source => source;

    /// <summary>The tiles that the image has in all; known once it is opened.</summary>
    public int TileCount { get; private set; }

    /// <summary>Why the image gives nothing; null where it does.</summary>
    public string? Error => _restored is ImageEvidence restored ? restored.Error : _error;

    /// <summary>Whether the error is one of the image or the model, which no later try would change.</summary>
    public bool IsLasting { get; private set; } = true;

    /// <summary>Whether all of it was known before.</summary>
    public bool IsRestored => _restored is not null;

    /// <summary>Whether it is the image of another shard, of which nothing is measured here.</summary>
    public bool IsLeftOut { get; init; }

    /// <summary>Whether the image was cut into tiles though the result depends on that.</summary>
    public bool ChangesResult { get; set; }

    /// <summary>Its counts.</summary>
    public ImageCounts? Counts => _counts;

    /// <summary>Whether all that can be known of it here is.</summary>
    public bool IsDone => IsLeftOut || IsRestored || _error is not null || (_counts is ImageCounts counts && counts.TilesDone == TileCount);

    /// <summary>The image was opened and its tiles are planned.</summary>
    /// <param name="tileCount">The tiles that it has in all.</param>
    /// <param name="counts">Its counts.</param>
    /// <param name="counted">The pairs that are counted.</param>
    /// <param name="known">Those that were counted before.</param>
    public void Begin(
        int tileCount,
        ImageCounts counts,
        ImmutableArray<(string Label, int Run)> counted,
        ImmutableDictionary<(string Label, int Run), PairEvidence> known)
    {
        TileCount = tileCount;
        _counted = counted;
        _known = known;
        _ticks = new long[counted.Length + 1];
        _votes = (counts.Reader as VoteReader)?.Sheet;
        _counts = counts;
    }

    /// <summary>All of the image was known before.</summary>
    public void Restore(RestoredImage restored)
    {
        ChangesResult = restored.ChangesResult;
        _restored = restored.Evidence;
    }

    /// <summary>Whether it is done, and this is the first to ask.</summary>
    /// <param name="withFailed">Whether one that failed counts: until all tiles are done its reason may change.</param>
    public bool TryKeep(bool withFailed) => IsDone && !IsLeftOut && !IsRestored && (withFailed || _error is null)
        && Interlocked.Exchange(ref _isKept, 1) == 0;

    /// <summary>A thread has worked on a variant: 0 unperturbed, else 1 + the place of the pair.</summary>
    public void AddTime(int variant, long ticks) => Interlocked.Add(ref _ticks[Math.Min(variant, _ticks.Length - 1)], ticks);

    /// <summary>How long threads have worked on a pair; null for what is unperturbed.</summary>
    public double SecondsOf((string Label, int Run)? pair)
    {
        int variant = pair is null ? 0 : 1 + _counted.IndexOf(pair.Value);
        return pair is not null && variant == 0
            ? 0
            : Stopwatch.GetElapsedTime(0, Volatile.Read(ref _ticks[variant])).TotalSeconds;
    }

    /// <summary>All tiles before this one were handed out.</summary>
    public void Wrote(int tiles) => Volatile.Write(ref _tilesWritten, tiles);

    /// <summary>Whether an error says something of the image or the model, and not of this moment: the memory, the disk.</summary>
    public static bool IsOfTheInput(Exception error) => error.InnerException switch
    {
        null => true,
        EndOfStreamException => true,
        IOException or UnauthorizedAccessException => false,
        _ => error is not ModelRunException,
    };

    /// <summary>The image gives nothing, because what comes after the tiles handed out could not be read.</summary>
    /// <param name="error">The reason.</param>
    /// <param name="isLasting">Whether it is in the image; else a later try may read it.</param>
    public void FailReading(string error, bool isLasting = true)
    {
        Fail(Volatile.Read(ref _tilesWritten), 0, error, isLasting);
    }

    /// <summary>
    /// The image gives nothing. The reason of the first tile stays, and of its first variant, whichever thread comes
    /// first: the same reason each time.
    /// </summary>
    /// <param name="tile">The tile's place among those of the image.</param>
    /// <param name="variant">0 unperturbed, else 1 + the place of the perturbation and run.</param>
    /// <param name="error">The reason.</param>
    /// <param name="isLasting">Whether a later try would fail as well.</param>
    public void Fail(int tile, int variant, string error, bool isLasting = true)
    {
        lock (_lock)
        {
            IsLasting &= isLasting;
            if ((tile, variant).CompareTo(_failedAt) < 0)
            {
                _failedAt = (tile, variant);
                _error = error;
            }
        }
    }

    /// <summary>Whether a tile before this one failed, so that this one is of no use.</summary>
    public bool FailedBefore(int tile)
    {
        lock (_lock)
        {
            return _failedAt.Tile < tile;
        }
    }

    /// <summary>What was measured.</summary>
    public ImageEvidence ToEvidence(IReadOnlyList<(string Label, int Run)> names) => _restored ?? Measured(names);

    private ImageEvidence Measured(IReadOnlyList<(string Label, int Run)> names)
    {
        ImageCounts? counts = _error is null ? _counts : null;
        return new ImageEvidence(
            source,
            counts is null ? _error ?? "not reached" : null,
            [.. names.Select(name => ToEvidence(name, counts))])
        {
            Votes = counts is null ? null : _votes,
        };
    }

    private PairEvidence ToEvidence((string Label, int Run) name, ImageCounts? counts)
    {
        if (counts is null)
        {
            return new PairEvidence(name.Label, name.Run, [], []);
        }

        int pair = _counted.IndexOf(name);
        return pair < 0 ? _known[name] : new PairEvidence(name.Label, name.Run, counts.Blocks(pair), counts.Classes(pair));
    }
}
