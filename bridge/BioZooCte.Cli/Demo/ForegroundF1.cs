using BioZooCte.Tensors;

namespace BioZooCte.Cli.Demo;

/// <summary>How well a prediction meets the truth: F1 of the foreground's pixels.</summary>
internal static class ForegroundF1
{
    /// <summary>
    /// 2·TP / (2·TP + FP + FN), from 0 to 1, higher is better; null where neither has any foreground. A pixel is
    /// foreground where its probability is above the threshold, and where its label is not 0.
    /// </summary>
    /// <param name="probability">y, x, float32.</param>
    /// <param name="labels">y, x, uint16, of the same lengths.</param>
    /// <param name="threshold">Strict: a probability equal to it is background.</param>
    public static double? Score(AxisTensor probability, AxisTensor labels, float threshold)
    {
        ReadOnlySpan<float> predicted = probability.AsSpan<float>();
        ReadOnlySpan<ushort> labelled = labels.AsSpan<ushort>();
        if (predicted.Length != labelled.Length)
        {
            throw new ArgumentException($"A prediction of {probability.Shape} for labels of {labels.Shape}.");
        }

        long both = 0;
        long either = 0;
        for (int i = 0; i < predicted.Length; i++)
        {
            int p = predicted[i] > threshold ? 1 : 0;
            int t = labelled[i] != 0 ? 1 : 0;
            both += p & t;
            either += p + t;
        }

        return either == 0 ? null : 2.0 * both / either;
    }

    /// <summary>The median over images; null where no image has a score.</summary>
    public static double? Median(IEnumerable<double?> scores)
    {
        double[] sorted = [.. scores.OfType<double>().Order()];
        int middle = sorted.Length / 2;
        return sorted.Length == 0 ? null
            : sorted.Length % 2 == 1 ? sorted[middle]
            : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
