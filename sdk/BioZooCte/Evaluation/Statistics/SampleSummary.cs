using BioZooCte.Numerics;

namespace BioZooCte.Evaluation.Statistics;

/// <summary>
/// Mean, spread and percentiles of a list of values. A NaN among them makes all of them NaN, as does an empty
/// list; <see cref="WithoutMissing"/> leaves the NaN out first.
/// </summary>
internal sealed class SampleSummary
{
    private readonly double[] _sorted;
    private readonly double _squaredDeviations;

    /// <summary>The summary of some values, in any order.</summary>
    public SampleSummary(params ReadOnlySpan<double> values)
    {
        _sorted = values.ToArray();
        Array.Sort(_sorted);
        Count = values.Length;

        // NaN sorts before every number.
        if (Count == 0 || double.IsNaN(_sorted[0]))
        {
            _sorted = [];
            Mean = double.NaN;
            return;
        }

        Moments moments = Moments.Of<double>(_sorted, out _);
        Mean = moments.Mean;
        _squaredDeviations = moments.SquaredDeviations;
    }

    /// <summary>How many values there are, NaN among them.</summary>
    public int Count { get; }

    /// <summary>The arithmetic mean.</summary>
    public double Mean { get; }

    /// <summary>The middle value, or the mean of the two in the middle.</summary>
    public double Median => Percentile(50);

    /// <summary>The standard deviation of the values as a population: divided by their number.</summary>
    public double PopulationDeviation => Deviation(0);

    /// <summary>
    /// The standard deviation of the values as a sample: divided by their number less 1; NaN for one value.
    /// </summary>
    public double SampleDeviation => Deviation(1);

    /// <summary>The summary of the values that are numbers.</summary>
    public static SampleSummary WithoutMissing(ReadOnlySpan<double> values)
    {
        List<double> numbers = [];
        foreach (double value in values)
        {
            if (!double.IsNaN(value))
            {
                numbers.Add(value);
            }
        }

        return new SampleSummary([.. numbers]);
    }

    /// <summary>
    /// The value at position (n − 1)·percent/100 in ascending order, linear between neighbours.
    /// </summary>
    /// <param name="percent">0 to 100.</param>
    public double Percentile(double percent)
    {
        if (_sorted.Length == 0)
        {
            return double.NaN;
        }

        PercentileRank rank = new Percentile(percent).RankAmong(_sorted.Length);
        return rank.Between(_sorted[rank.Lower], _sorted[rank.Upper]);
    }

    private double Deviation(int fewer) => _sorted.Length <= fewer
        ? double.NaN
        : Math.Sqrt(_squaredDeviations / (_sorted.Length - fewer));
}
