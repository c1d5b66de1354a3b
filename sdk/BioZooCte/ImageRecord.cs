using BioZooCte.Consistency;
using BioZooCte.Predictions;
using BioZooCte.Ranking;

namespace BioZooCte;

/// <summary>What becomes of one image while a model's tiles run. Used by many threads.</summary>
internal sealed class ImageRecord(string source)
{
    private volatile string? _error;
    private volatile ImageCounts? _counts;

    /// <summary>The tiles that the image has in all; known once it is opened.</summary>
    public int TileCount { get; private set; }

    /// <summary>Why the image gives nothing; null where it does.</summary>
    public string? Error => _error;

    /// <summary>Its counts.</summary>
    public ImageCounts? Counts => _counts;

    /// <summary>Whether all that can be known of it is.</summary>
    public bool IsDone => _error is not null || (_counts is ImageCounts counts && counts.TilesDone == TileCount);

    /// <summary>The image was opened and its tiles are planned.</summary>
    public void Begin(int tileCount, ImageCounts counts)
    {
        TileCount = tileCount;
        _counts = counts;
    }

    /// <summary>The image gives nothing; the first reason stays.</summary>
    public void Fail(string error) => Interlocked.CompareExchange(ref _error, error, null);

    /// <summary>What was measured.</summary>
    public ImageEvidence ToEvidence(IReadOnlyList<PerturbationRun> runs)
    {
        ImageCounts? counts = _error is null ? _counts : null;
        return new ImageEvidence(
            source,
            counts is null ? _error ?? "not reached" : null,
            [.. runs.Select((run, i) => new PairEvidence(
                run.Perturbation.Label, run.Run, counts?.Blocks(i) ?? [], counts?.Classes(i) ?? []))]);
    }
}
