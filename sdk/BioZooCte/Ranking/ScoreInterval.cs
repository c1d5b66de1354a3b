namespace BioZooCte.Ranking;

/// <summary>The range of a score that resampling leaves likely.</summary>
/// <param name="Low">Its lower end.</param>
/// <param name="High">Its upper end; not below the lower one.</param>
public readonly record struct ScoreInterval(double Low, double High)
{
    /// <summary>Whether a value lies in it, its ends included.</summary>
    public bool Contains(double value) => Low <= value && value <= High;
}
