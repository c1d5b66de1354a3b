using BioZooCte.Predictions;

namespace BioZooCte.Consistency;

/// <summary>
/// A tile whose unperturbed prediction is there, with those of perturbed features: what is left are the pairs of
/// perturbed input, which threads may share.
/// </summary>
internal sealed class TileUnderway
{
    private readonly ImageCounts _image;
    private readonly TileCounts _counts;
    private readonly bool[] _isKept;
    private int _taken;
    private int _counted;

    /// <summary>A tile of which no pair is counted.</summary>
    /// <param name="job">The tile.</param>
    /// <param name="unperturbed">Its prediction; it stays valid until every pair is counted.</param>
    /// <param name="image">Gets the counts when every pair is counted.</param>
    public TileUnderway(TileJob job, ForegroundMaps unperturbed, ImageCounts image)
    {
        Job = job;
        Unperturbed = unperturbed;
        _image = image;
        _counts = new TileCounts(
            image.Grid, unperturbed.Region, job.Sample.PairCount, unperturbed.Classes.Length);
        _isKept = new bool[job.Sample.PairCount];
        for (int pair = 0; pair < _isKept.Length && image.Kept.Count > 0; pair++)
        {
            if (image.Kept.TryGetValue((job.Order, pair), out TilePairCounts? kept))
            {
                _counts.Take(pair, kept);
                _isKept[pair] = true;
                _counted++;
            }
        }
    }

    /// <summary>The tile.</summary>
    public TileJob Job { get; }

    /// <summary>The prediction that the others are compared with.</summary>
    public ForegroundMaps Unperturbed { get; }

    /// <summary>Whether a pair waits for a thread.</summary>
    public bool HasNext => Volatile.Read(ref _taken) < Job.Sample.Perturbations.Length;

    /// <summary>Takes the next pair of perturbed input; false where all are taken.</summary>
    public bool TryTake(out int pair)
    {
        do
        {
            pair = Interlocked.Increment(ref _taken) - 1;
        }
        while (pair < Job.Sample.Perturbations.Length && _isKept[pair]);
        return pair < Job.Sample.Perturbations.Length;
    }

    /// <summary>Counts a pair, unless its counts were kept; the last one hands the counts over.</summary>
    public void Count(int pair, ForegroundMaps perturbed, float threshold, PairMeasures measures)
    {
        if (_isKept[pair])
        {
            return;
        }

        _counts.Count(pair, Unperturbed, perturbed, threshold, measures);
        _image.OnPairCounted?.Invoke(Job.Order, pair, _counts.PairOf(pair));
        if (Interlocked.Increment(ref _counted) == Job.Sample.PairCount)
        {
            _image.Add(Job.Order, _counts);
        }
    }
}
