using BioZooCte.Evaluation.Confidence;
using BioZooCte.Evaluation.Targets;
using BioZooCte.Ranking;
using BioZooCte.Segmentation;

namespace BioZooCte.Tests.Evaluation.Confidence;

/// <summary>A model's scores by its confidence and by the area that stays.</summary>
[TestClass]
public sealed class ConfidenceScoresTests
{
    [TestMethod]
    public void Of_SeveralImages_IsTheirMedian()
    {
        ConfidenceScores scores = new(Model(ForegroundValues.Probability));
        scores.Add([0.6f, 0.6f]);
        scores.Add([0.2f, 0.2f]);
        scores.Add([1f, 0f]);
        scores.Add([0.2f, 1f]);
        scores.Add([0.5f, 0.5f]);

        // 0.5, 0.6, 0.8, 0.9, 1; H₂(0.2) = 0.7219280949 bits; two images have a confident pixel.
        Assert.AreEqual(0.8, scores.Of("mean-confidence").Value!.Value, 1e-7);
        Assert.AreEqual(-0.7219280949, scores.Of("mean-entropy").Value!.Value, 1e-7);
        Assert.AreEqual(0, scores.Of("atc").Value);
        scores.Add([1f, 1f]);
        Assert.AreEqual(0.25, scores.Of("atc").Value);
    }

    [TestMethod]
    public void Of_NoForegroundAnywhere_HasTheReason()
    {
        ConfidenceScores scores = new(Model(ForegroundValues.Probability, Pair("a", 0, 0)));

        Assert.AreEqual(new EstimatorScore(null, "no image has foreground"), scores.Of("area-stability"));
        Assert.AreEqual(new EstimatorScore(null, "no image was predicted"), scores.Of("atc"));
    }

    [TestMethod]
    public void Of_AModelThatDecides_HasTheReasonButItsArea()
    {
        ConfidenceScores scores = new(Model(ForegroundValues.Decision, Pair("a", 0.5, 0.25)));
        scores.Add([1f]);

        Assert.AreEqual(new EstimatorScore(null, "it decides and gives no probabilities"), scores.Of("atc"));
        Assert.AreEqual(0.5, scores.Of("area-stability").Value);
    }

    [TestMethod]
    public void AreaStability_IsTheMeanOverPairsThenTheMedianOverImages()
    {
        ConfidenceScores scores = new(
            Model(
                ForegroundValues.Probability,
                Pair("a", 0.5, 0.25),
                Pair("a", 0.5, 0.5),
                Pair("b", 0.2, 0.4),
                Pair("c", 0.2, 0),
                Pair("empty", 0, 0)));

        // a 0.75, b 0.5, c 0; the empty one says nothing.
        Assert.AreEqual(0.5, scores.Of("area-stability").Value);
    }

    private static PairScore Pair(string image, double unperturbed, double perturbed) =>
        new(image, "gamma:1.5", 0, 0.9, unperturbed, null) { PerturbedForeground = perturbed };

    private static ModelScore Model(ForegroundValues values, params PairScore[] pairs) => new()
    {
        Id = "model",
        Source = "model",
        Images = pairs.Length,
        Scored = pairs.Length,
        Empty = 0,
        Failed = 0,
        PerImage = [.. pairs],
        ForegroundRule = new ForegroundRule { OutputIndex = 0, OutputId = "out", Values = values, Reason = "stated" },
    };
}
