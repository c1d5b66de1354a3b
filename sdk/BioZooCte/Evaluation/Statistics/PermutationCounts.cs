namespace BioZooCte.Evaluation.Statistics;

/// <summary>
/// How the pairings of one list with another, put in other orders, compare with the one observed.
/// </summary>
/// <param name="Observed">The statistic as observed; NaN where it is not defined.</param>
/// <param name="Pairings">How many pairings were looked at.</param>
/// <param name="AtMost">Those whose statistic is not above the observed one.</param>
/// <param name="AtLeast">Those whose statistic is not below it.</param>
/// <param name="Absolute">Those whose statistic is at least as far from 0.</param>
/// <param name="IsExact">Whether they are all there are; else they were drawn.</param>
internal readonly record struct PermutationCounts(
    double Observed, long Pairings, long AtMost, long AtLeast, long Absolute, bool IsExact)
{
    /// <summary>
    /// How likely a statistic this far out on either side is without any relation: min(1, 2·min(at most, at
    /// least)/pairings). The observed pairing counts as one more where pairings were drawn, so that it is
    /// never 0. NaN where the statistic is not defined.
    /// </summary>
    public double TwoSided => Math.Min(1, 2 * Share(Math.Min(AtMost, AtLeast)));

    /// <summary>How likely a statistic this far from 0 is without any relation, likewise.</summary>
    public double FromZero => Share(Absolute);

    private double Share(long count) => double.IsNaN(Observed) ? double.NaN
        : IsExact ? (double)count / Pairings
        : (count + 1.0) / (Pairings + 1);
}
