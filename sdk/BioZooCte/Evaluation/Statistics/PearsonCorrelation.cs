namespace BioZooCte.Evaluation.Statistics;

/// <summary>
/// Pearson's r: how near two lists come to a straight line. Σ (x − x̄)(y − ȳ) / √(Σ (x − x̄)² · Σ (y − ȳ)²);
/// from −1 to 1. NaN for fewer than two values, a constant side, or a NaN among them.
/// </summary>
internal static class PearsonCorrelation
{
    /// <summary>r of two lists of equal length.</summary>
    public static double Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (!PairedValues.CanCorrelate(x, y))
        {
            return double.NaN;
        }

        double[] a = Centred(x);
        double[] b = Centred(y);
        double products = 0;
        double squaresX = 0;
        double squaresY = 0;
        for (int i = 0; i < a.Length; i++)
        {
            products += a[i] * b[i];
            squaresX += a[i] * a[i];
            squaresY += b[i] * b[i];
        }

        return Math.Clamp(products / Math.Sqrt(squaresX) / Math.Sqrt(squaresY), -1, 1);
    }

    /// <summary>
    /// The distances from the mean over the largest of them: squares of tiny ones would be 0, of huge ones
    /// infinite.
    /// </summary>
    private static double[] Centred(ReadOnlySpan<double> values)
    {
        // A first guess of the mean takes a common offset out before anything is rounded beside it.
        double offset = values[0];
        double mean = 0;
        foreach (double value in values)
        {
            mean += (value - offset) / values.Length;
        }

        double[] centred = new double[values.Length];
        double largest = 0;
        for (int i = 0; i < centred.Length; i++)
        {
            centred[i] = values[i] - offset - mean;
            largest = Math.Max(largest, Math.Abs(centred[i]));
        }

        for (int i = 0; i < centred.Length; i++)
        {
            centred[i] /= largest;
        }

        return centred;
    }
}
