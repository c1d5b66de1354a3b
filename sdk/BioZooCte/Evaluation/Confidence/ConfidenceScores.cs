using BioZooCte.Evaluation.Targets;
using BioZooCte.Numerics;
using BioZooCte.Ranking;
using BioZooCte.Segmentation;

namespace BioZooCte.Evaluation.Confidence;

/// <summary>One model's scores by <see cref="ConfidenceEstimators"/>.</summary>
/// <param name="model">What was found without labels.</param>
internal sealed class ConfidenceScores(ModelScore model)
{
    private readonly List<PredictionConfidence> _images = [];

    /// <summary>Looks at the unperturbed prediction of one more image.</summary>
    public void Add(ReadOnlySpan<float> probabilities) => _images.Add(
        PredictionConfidence.Of(probabilities, ConfidenceEstimators.ConfidentAbove));

    /// <summary>The score by an estimator, or why there is none.</summary>
    public EstimatorScore Of(string estimator) => estimator switch
    {
        ConfidenceEstimators.AreaStability => EstimatorScore.Of(AreaStability(), "no image has foreground"),
        _ when model.ForegroundRule?.Values == ForegroundValues.Decision =>
            EstimatorScore.None("it decides and gives no probabilities"),
        ConfidenceEstimators.MeanConfidence => MedianOf(image => image.Mean),
        ConfidenceEstimators.MeanEntropy => MedianOf(image => -image.Entropy),
        ConfidenceEstimators.ThresholdedConfidence => MedianOf(image => image.ConfidentShare),
        _ => throw new ArgumentException(
            $"There is no estimator '{estimator}'; expected {string.Join(", ", ConfidenceEstimators.Names)}.",
            nameof(estimator)),
    };

    private EstimatorScore MedianOf(Func<PredictionConfidence, double?> value) =>
        EstimatorScore.Of(SampleMedian.Of(_images.Select(value)), "no image was predicted");

    private double? AreaStability()
    {
        List<double?> images = [];
        foreach (IGrouping<string, PairScore> image in model.PerImage.GroupBy(p => p.Image, StringComparer.Ordinal))
        {
            ScoreMean mean = default;
            foreach (PairScore pair in image)
            {
                mean.Add(StableShare(pair.Foreground, pair.PerturbedForeground));
            }

            images.Add(mean.Value);
        }

        return SampleMedian.Of(images);
    }

    private static double? StableShare(double? unperturbed, double? perturbed) =>
        Math.Max(unperturbed ?? 0, perturbed ?? 0) is var larger and > 0
            ? Math.Min(unperturbed ?? 0, perturbed ?? 0) / larger
            : null;
}
