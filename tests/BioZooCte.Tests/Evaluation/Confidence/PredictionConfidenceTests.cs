using BioZooCte.Evaluation.Confidence;

namespace BioZooCte.Tests.Evaluation.Confidence;

/// <summary>How sure a prediction is, by hand.</summary>
[TestClass]
public sealed class PredictionConfidenceTests
{
    private const double Tolerance = 1e-7;

    [TestMethod]
    public void Of_Probabilities_IsTheMeanOverAllPixels()
    {
        PredictionConfidence found = PredictionConfidence.Of([0, 0.25f, 0.5f, 1], confidentAbove: 0.9);

        Assert.AreEqual((1 + 0.75 + 0.5 + 1) / 4, found.Mean, Tolerance);

        // H₂(0.25) = 0.8112781245 bits, H₂(0.5) = 1, the others 0.
        Assert.AreEqual(1.8112781245 / 4, found.Entropy, Tolerance);
        Assert.AreEqual(0.5, found.ConfidentShare);
    }

    [TestMethod]
    public void Of_ConfidenceAtTheThreshold_IsNotAboveIt()
    {
        PredictionConfidence found = PredictionConfidence.Of([0.25f, 0.75f, 0.875f], confidentAbove: 0.75);

        Assert.AreEqual(1 / 3.0, found.ConfidentShare);
    }
}
