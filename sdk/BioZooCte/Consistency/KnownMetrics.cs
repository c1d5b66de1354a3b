using System.Collections.Immutable;

namespace BioZooCte.Consistency;

/// <summary>
/// The measures of how alike two predictions are, by name. All but <c>miou</c> are over the union of the two
/// foregrounds; none is defined where neither prediction has foreground.
/// </summary>
/// <remarks>
/// <list type="table">
/// <item><term>miou</term><description>mean of foreground and background intersection over union; [0, 1],
/// higher is better</description></item>
/// <item><term>nhd</term><description>normalised Hamming distance, the paper's: intersection over union of
/// the foregrounds; [0, 1], higher is better</description></item>
/// <item><term>ei</term><description>effective invariance: mean of √(u·p) where both are foreground; [0, 1],
/// higher is better</description></item>
/// <item><term>entropy</term><description>mean binary entropy of (u + p)/2; [0, 1] bit, lower is
/// better</description></item>
/// <item><term>kl</term><description>mean Kullback–Leibler divergence of p from u; [0, 23.26) bits, lower is
/// better</description></item>
/// <item><term>cross-entropy</term><description>mean cross-entropy of u and p; [0, 23.26) bits, lower is
/// better</description></item>
/// <item><term>difference</term><description>mean |p − u|; [0, 1], lower is better</description></item>
/// <item><term>vrand</term><description>V^Rand of the instances, as the program published with the paper computes
/// it; [0, 1], higher is better</description></item>
/// <item><term>vrand-paper</term><description>V^Rand by the paper's formula; [0, 1], higher is better</description></item>
/// </list>
/// </remarks>
public static class KnownMetrics
{
    private static readonly ImmutableArray<ConsistencyMetric> All =
    [
        new MeanIntersectionOverUnion(),
        new NormalizedHammingDistance(),
        new EffectiveInvariance(),
        new PredictionEntropy(),
        new KullbackLeiblerDivergence(),
        new CrossEntropy(),
        new ProbabilityDifference(),
        new InstanceRandScore("vrand", PairMeasures.InstancePairs),
        new InstanceRandScore("vrand-paper", PairMeasures.InstancePairsOfFormula),
    ];

    /// <summary>The measure that is used where none is named: <c>miou</c>.</summary>
    public static ConsistencyMetric Default => All[0];

    /// <summary>The names, the default first.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(metric => metric.Name)];

    /// <summary>The names of those that can be multiplied with agreement.</summary>
    internal static IEnumerable<string> Combinable => All.Where(m => m.CanBeCombined).Select(m => m.Name);

    /// <summary>The measure of a name.</summary>
    /// <exception cref="FormatException">There is none of that name.</exception>
    public static ConsistencyMetric Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(metric => metric.Name == name)
            ?? throw new FormatException($"metric: '{name}'; expected one of {string.Join(", ", Names)}.");
    }
}
