using BioZooCte.Consistency;

namespace BioZooCte.Tests.Ranking;

/// <summary>
/// Intersection over union, and the same counted as a distance: enough to rank by, easy to work out.
/// </summary>
internal sealed class SharedForeground(bool isDistance = false) : ConsistencyMetric
{
    public override string Name => isDistance ? "distance" : "shared";

    public override bool HigherIsBetter => !isDistance;

    public override bool NeedsProbabilities => false;

    internal override PairMeasures Measures => PairMeasures.None;

    public override double? Score(PairCounts counts)
    {
        if (counts.Union == 0)
        {
            return null;
        }

        double shared = (double)counts.Intersection / counts.Union;
        return isDistance ? 1 - shared : shared;
    }
}
