namespace BioZooCte.Evaluation.Statistics;

/// <summary>
/// What it costs to take the model that a ranking puts first: the best performance less that of the first.
/// From 0 (the first is the best), in units of the performance; lower is better.
/// </summary>
internal static class TopOneRegret
{
    /// <summary>The regret; NaN without models.</summary>
    /// <param name="scores">
    /// Higher is better. Of equal ones the first in the list counts; a NaN is below every number.
    /// </param>
    /// <param name="performance">
    /// Of the same models; one whose performance is NaN is passed over, as if it were not there.
    /// </param>
    public static double Of(ReadOnlySpan<double> scores, ReadOnlySpan<double> performance)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(performance.Length, scores.Length, nameof(performance));
        int first = -1;
        double best = double.NaN;
        for (int i = 0; i < scores.Length; i++)
        {
            if (double.IsNaN(performance[i]))
            {
                continue;
            }

            // CompareTo puts NaN below every number.
            if (first < 0 || scores[i].CompareTo(scores[first]) > 0)
            {
                first = i;
            }

            best = double.IsNaN(best) ? performance[i] : Math.Max(best, performance[i]);
        }

        return first < 0 ? double.NaN : best - performance[first];
    }
}
