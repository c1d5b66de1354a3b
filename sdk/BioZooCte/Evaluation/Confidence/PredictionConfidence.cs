namespace BioZooCte.Evaluation.Confidence;

/// <summary>How sure a model is of its own unperturbed prediction of one image.</summary>
/// <param name="Mean">The mean probability of the predicted class, from 0.5 to 1; NaN without pixels.</param>
/// <param name="Entropy">The mean binary entropy, in bits, from 0 to 1; NaN without pixels.</param>
/// <param name="ConfidentShare">The share of pixels whose confidence is above a threshold; NaN without pixels.</param>
internal readonly record struct PredictionConfidence(double Mean, double Entropy, double ConfidentShare)
{
    /// <summary>Looks at all pixels of a prediction.</summary>
    /// <param name="probabilities">Of the foreground, from 0 to 1.</param>
    /// <param name="confidentAbove">What a pixel's confidence is above where it counts for the share.</param>
    public static PredictionConfidence Of(ReadOnlySpan<float> probabilities, double confidentAbove)
    {
        long confident = 0;
        double confidence = 0;
        double entropy = 0;
        foreach (float probability in probabilities)
        {
            double sure = Math.Max(probability, 1 - probability);
            confident += sure > confidentAbove ? 1 : 0;
            confidence += sure;
            entropy += BinaryEntropy(probability);
        }

        double pixels = probabilities.Length;
        return new PredictionConfidence(confidence / pixels, entropy / pixels, confident / pixels);
    }

    private static double BinaryEntropy(double p) => p is > 0 and < 1
        ? -(p * Math.Log2(p)) - ((1 - p) * Math.Log2(1 - p))
        : 0;
}
