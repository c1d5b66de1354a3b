namespace BioZooCte.Ranking;

/// <summary>The mean of the scores that exist.</summary>
internal struct ScoreMean
{
    private double _sum;
    private int _count;

    /// <summary>The mean; null without a score.</summary>
    public readonly double? Value => _count == 0 ? null : _sum / _count;

    /// <summary>Adds a score; one that does not exist, or is not a number, is passed over.</summary>
    public void Add(double? score)
    {
        if (score is double value && double.IsFinite(value))
        {
            _sum += value;
            _count++;
        }
    }
}
