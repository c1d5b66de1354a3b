using BioZooCte.Agreement;
using BioZooCte.Consistency;
using BioZooCte.Ranking;

namespace BioZooCte;

/// <summary>What becomes of one image while a model's tiles run. Used by many threads.</summary>
internal sealed class ImageRecord(string source)
{
    private readonly Lock _lock = new();
    private volatile string? _error;
    private volatile ImageCounts? _counts;
    private (int Tile, int Variant) _failedAt = (int.MaxValue, int.MaxValue);
    private int _tilesWritten;
    private VoteSheet? _votes;

    /// <summary>The tiles that the image has in all; known once it is opened.</summary>
    public int TileCount { get; private set; }

    /// <summary>Why the image gives nothing; null where it does.</summary>
    public string? Error => _error;

    /// <summary>Its counts.</summary>
    public ImageCounts? Counts => _counts;

    /// <summary>Whether all that can be known of it is.</summary>
    public bool IsDone => _error is not null || (_counts is ImageCounts counts && counts.TilesDone == TileCount);

    /// <summary>The image was opened and its tiles are planned.</summary>
    /// <param name="tileCount">The tiles that it has in all.</param>
    /// <param name="counts">Its counts.</param>
    /// <param name="votes">Where its votes are written; null where they are not kept.</param>
    public void Begin(int tileCount, ImageCounts counts, VoteSheet? votes)
    {
        TileCount = tileCount;
        _votes = votes;
        _counts = counts;
    }

    /// <summary>All tiles before this one were handed out.</summary>
    public void Wrote(int tiles) => Volatile.Write(ref _tilesWritten, tiles);

    /// <summary>The image gives nothing, because what comes after the tiles handed out could not be read.</summary>
    public void FailReading(string error) => Fail(Volatile.Read(ref _tilesWritten), 0, error);

    /// <summary>
    /// The image gives nothing. The reason of the first tile stays, and of its first variant, whichever thread comes
    /// first: the same reason each time.
    /// </summary>
    /// <param name="tile">The tile's place among those of the image.</param>
    /// <param name="variant">0 unperturbed, else 1 + the place of the perturbation and run.</param>
    /// <param name="error">The reason.</param>
    public void Fail(int tile, int variant, string error)
    {
        lock (_lock)
        {
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
    public ImageEvidence ToEvidence(IReadOnlyList<(string Label, int Run)> names)
    {
        ImageCounts? counts = _error is null ? _counts : null;
        return new ImageEvidence(
            source,
            counts is null ? _error ?? "not reached" : null,
            [.. names.Select((name, i) => new PairEvidence(
                name.Label, name.Run, counts?.Blocks(i) ?? [], counts?.Classes(i) ?? []))])
        {
            Votes = counts is null ? null : _votes,
        };
    }
}
