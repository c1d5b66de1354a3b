using System.Collections.Immutable;

namespace BioZooCte.Evaluation.Confidence;

/// <summary>
/// What else says without labels how well a model does: how sure it is of its own prediction, and whether as much
/// stays foreground. The consistency of predictions is measured against them.
/// </summary>
/// <remarks>
/// All but the last look at every pixel of the unperturbed prediction u of an image; the score is the median over
/// images. They are not defined for a model that decides instead of giving probabilities. Higher is better. Over the
/// predicted foreground alone, where consistency is measured, they are weaker.
/// <list type="table">
/// <item><term>mean-confidence</term><description>the mean probability of the predicted class: average confidence,
/// Hendrycks and Gimpel, arXiv:1610.02136; Guillory et al., arXiv:2107.03315; from 0.5 to 1</description></item>
/// <item><term>mean-entropy</term><description>minus the mean of H₂(u), in bits; from −1 to 0</description></item>
/// <item><term>atc</term><description>the share of pixels with a confidence above 0.9: average thresholded confidence,
/// Garg et al., arXiv:2201.04234, whose threshold is learned on labelled images of the source; there are none here, so
/// it is fixed; from 0 to 1</description></item>
/// <item><term>area-stability</term><description>the smaller of the areas of U and P over the larger, the mean over the
/// perturbations; also for models that decide, not for images without foreground; from 0 to 1</description></item>
/// </list>
/// </remarks>
public static class ConfidenceEstimators
{
    /// <summary>The threshold of <c>atc</c>.</summary>
    internal const double ConfidentAbove = 0.9;

    /// <summary>The mean probability of the predicted class.</summary>
    internal const string MeanConfidence = "mean-confidence";

    /// <summary>Minus the mean entropy.</summary>
    internal const string MeanEntropy = "mean-entropy";

    /// <summary>The share of pixels above a fixed confidence.</summary>
    internal const string ThresholdedConfidence = "atc";

    /// <summary>How much of the foreground's area stays.</summary>
    internal const string AreaStability = "area-stability";

    /// <summary>The names.</summary>
    public static ImmutableArray<string> Names { get; } =
        [MeanConfidence, MeanEntropy, ThresholdedConfidence, AreaStability];
}
