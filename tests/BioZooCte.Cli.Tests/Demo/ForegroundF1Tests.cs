using BioZooCte.Cli.Demo;
using BioZooCte.Tensors;

namespace BioZooCte.Cli.Tests.Demo;

[TestClass]
public sealed class ForegroundF1Tests
{
    [TestMethod]
    // TP 1, FP 1, FN 1: 2 / 4. The probability of exactly 0.5 is background.
    [DataRow(new[] { 0.9f, 0.6f, 0.5f, 0.1f }, new ushort[] { 3, 0, 1, 0 }, 0.5)]
    [DataRow(new[] { 1f, 1f, 1f, 1f }, new ushort[] { 1, 1, 2, 2 }, 1.0)]
    [DataRow(new[] { 0f, 0f, 0f, 1f }, new ushort[] { 1, 0, 0, 0 }, 0.0)]
    [DataRow(new[] { 0f, 0f, 0f, 0f }, new ushort[] { 0, 0, 0, 0 }, null)]
    public void Score_OfFourPixels_CountsThem(float[] probability, ushort[] labels, double? expected)
    {
        TensorShape shape = TensorShape.Of("yx", 2, 2);

        double? score = ForegroundF1.Score(
            AxisTensor.FromArray<float>(shape, probability), AxisTensor.FromArray<ushort>(shape, labels), 0.5f);

        Assert.AreEqual(expected, score);
    }

    [TestMethod]
    public void Score_OfAnotherSize_NamesBoth()
    {
        AxisTensor probability = new(TensorShape.Of("yx", 2, 2), ElementType.Float32);
        AxisTensor labels = new(TensorShape.Of("yx", 2, 3), ElementType.UInt16);

        ArgumentException error =
            Assert.ThrowsExactly<ArgumentException>(() => ForegroundF1.Score(probability, labels, 0.5f));

        Assert.AreEqual("A prediction of y 2, x 2 for labels of y 2, x 3.", error.Message);
    }

    [TestMethod]
    public void Median_OfScores_PassesOverMissingOnes()
    {
        Assert.AreEqual(0.3, ForegroundF1.Median([0.9, null, 0.1, 0.3]));
        Assert.AreEqual(0.5, ForegroundF1.Median([0.25, 0.75, 0.0, 1.0]));
        Assert.IsNull(ForegroundF1.Median([null]));
    }
}
