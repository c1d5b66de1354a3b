namespace BioZooCte.Evaluation.Performance;

/// <summary>
/// The Dice coefficient of probabilities without a threshold: 2·Σ p·g / (Σ p² + Σ g²), g = 1 where there is a
/// label. From 0 to 1, higher is better; 0 where both sums of squares together are below 1e-6. Milletari et
/// al. 2016, arXiv:1606.04797.
/// </summary>
internal static class SoftDice
{
    private const double LeastSquares = 1e-6;

    /// <summary>The coefficient.</summary>
    /// <param name="probabilities">A NaN makes the coefficient NaN.</param>
    /// <param name="labels">Of the same pixels in the same order; 0 is background.</param>
    public static double Of(ReadOnlySpan<float> probabilities, ReadOnlySpan<int> labels)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Length, probabilities.Length, nameof(labels));
        double products = 0;
        double squares = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            double p = probabilities[i];
            int g = labels[i] != 0 ? 1 : 0;
            products += p * g;
            squares += (p * p) + g;
        }

        return 2 * products / Math.Max(squares, LeastSquares);
    }
}
