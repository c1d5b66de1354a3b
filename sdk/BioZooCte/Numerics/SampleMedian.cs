namespace BioZooCte.Numerics;

/// <summary>Medians.</summary>
internal static class SampleMedian
{
    /// <summary>
    /// The median, the mean of the two in the middle for an even number; sorts the values. Null of none.
    /// </summary>
    public static double? Of(Span<double> values)
    {
        if (values.IsEmpty)
        {
            return null;
        }

        values.Sort();
        return Middle(values[(values.Length - 1) / 2], values[values.Length / 2]);
    }

    /// <summary>The value between the two in the middle; exactly theirs where they are equal.</summary>
    public static double Middle(double lower, double upper) => lower + ((upper - lower) / 2);

    /// <summary>The median of those that are there. Null of none.</summary>
    public static double? Of(IEnumerable<double?> values) => Of((double[])[.. values.OfType<double>()]);
}
