namespace BioZooCte.Evaluation.Statistics;

/// <summary>Two lists of values that belong together by position, such as scores and performances.</summary>
internal static class PairedValues
{
    /// <summary>
    /// Whether a correlation of them is defined: two pairs or more, all numbers, neither side constant.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The lists differ in length.</exception>
    public static bool CanCorrelate(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, x.Length, nameof(y));
        return x.Length >= 2 && IsNumbers(x) && IsNumbers(y) && !IsConstant(x) && !IsConstant(y);
    }

    /// <summary>The pairs of which neither value is NaN, in their order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The lists differ in length.</exception>
    public static (double[] X, double[] Y) WithoutMissing(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, x.Length, nameof(y));
        List<double> left = [];
        List<double> right = [];
        for (int i = 0; i < x.Length; i++)
        {
            if (!double.IsNaN(x[i]) && !double.IsNaN(y[i]))
            {
                left.Add(x[i]);
                right.Add(y[i]);
            }
        }

        return ([.. left], [.. right]);
    }

    private static bool IsNumbers(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            if (double.IsNaN(value))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsConstant(ReadOnlySpan<double> values) => !values.ContainsAnyExcept(values[0]);
}
