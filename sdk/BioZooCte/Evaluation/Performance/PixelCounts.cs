using BioZooCte.Instances;

namespace BioZooCte.Evaluation.Performance;

/// <summary>
/// How many pixels of a prediction are foreground rightly and wrongly. Counts of parts of an image add up to
/// the image's.
/// </summary>
/// <param name="TruePositives">Foreground in both.</param>
/// <param name="FalsePositives">Foreground in the prediction alone.</param>
/// <param name="FalseNegatives">Foreground in the labels alone.</param>
/// <param name="TrueNegatives">Background in both.</param>
internal readonly record struct PixelCounts(
    long TruePositives, long FalsePositives, long FalseNegatives, long TrueNegatives)
{
    /// <summary>
    /// F1 of the foreground, which is the Dice coefficient: 2·TP / (2·TP + FP + FN). From 0 to 1, higher is
    /// better; null where neither has foreground.
    /// </summary>
    public double? F1 => Share(2 * TruePositives, (2 * TruePositives) + FalsePositives + FalseNegatives);

    /// <summary>
    /// Intersection over union of the foregrounds: TP / (TP + FP + FN). From 0 to 1, higher is better; null
    /// where neither has foreground.
    /// </summary>
    public double? IntersectionOverUnion =>
        Share(TruePositives, TruePositives + FalsePositives + FalseNegatives);

    /// <summary>F1 of the background, likewise.</summary>
    public double? BackgroundF1 =>
        Share(2 * TrueNegatives, (2 * TrueNegatives) + FalsePositives + FalseNegatives);

    /// <summary>The counts of both parts together.</summary>
    public static PixelCounts operator +(PixelCounts a, PixelCounts b) => new(
        a.TruePositives + b.TruePositives,
        a.FalsePositives + b.FalsePositives,
        a.FalseNegatives + b.FalseNegatives,
        a.TrueNegatives + b.TrueNegatives);

    /// <summary>The counts of probabilities against labels.</summary>
    /// <param name="probabilities">A NaN is background.</param>
    /// <param name="labels">Of the same pixels in the same order; 0 is background.</param>
    /// <param name="threshold">What foreground is above.</param>
    /// <param name="includesThreshold">Whether a probability equal to the threshold is foreground.</param>
    public static PixelCounts Of(
        ReadOnlySpan<float> probabilities,
        ReadOnlySpan<int> labels,
        float threshold = 0.5f,
        bool includesThreshold = false)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Length, probabilities.Length, nameof(labels));

        // Strictly above the next lower number is the same as at or above the threshold.
        float above = includesThreshold ? MathF.BitDecrement(threshold) : threshold;
        long both = 0;
        long predicted = 0;
        long labelled = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            int p = probabilities[i] > above ? 1 : 0;
            int t = labels[i] != 0 ? 1 : 0;
            both += p & t;
            predicted += p;
            labelled += t;
        }

        return new PixelCounts(
            both, predicted - both, labelled - both, labels.Length - predicted - labelled + both);
    }

    /// <summary>The counts of the foregrounds of two label images; the first is the reference.</summary>
    public static PixelCounts Of(ContingencyTable table)
    {
        PixelCounts counts = default;
        foreach (LabelOverlap overlap in table.Overlaps)
        {
            counts += (overlap.First > 0, overlap.Second > 0) switch
            {
                (true, true) => new PixelCounts(overlap.Pixels, 0, 0, 0),
                (false, true) => new PixelCounts(0, overlap.Pixels, 0, 0),
                (true, false) => new PixelCounts(0, 0, overlap.Pixels, 0),
                (false, false) => new PixelCounts(0, 0, 0, overlap.Pixels),
            };
        }

        return counts;
    }

    private static double? Share(long part, long whole) => whole == 0 ? null : (double)part / whole;
}
