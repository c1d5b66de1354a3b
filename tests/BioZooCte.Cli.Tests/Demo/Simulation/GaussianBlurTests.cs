using BioZooCte.Cli.Demo.Simulation;

namespace BioZooCte.Cli.Tests.Demo.Simulation;

[TestClass]
public sealed class GaussianBlurTests
{
    [TestMethod]
    [DataRow(1.0)]
    [DataRow(2.5)]
    [DataRow(4.0)]
    public void Blur_OfAPoint_KeepsItsLightAndSpreadsItBySigma(double sigma)
    {
        Plane point = new(61, 61);
        point[30, 30] = 1;

        Plane blurred = GaussianBlur.Blur(point, sigma);

        double sum = 0;
        double across = 0;
        double down = 0;
        for (int i = 0; i < blurred.Values.Length; i++)
        {
            sum += blurred.Values[i];
            across += blurred.Values[i] * Math.Pow((i % 61) - 30, 2);
            down += blurred.Values[i] * Math.Pow((i / 61) - 30, 2);
        }

        Assert.AreEqual(1, sum, 1e-5);
        Assert.AreEqual(sigma * sigma, across, 0.005 * sigma * sigma);
        Assert.AreEqual(sigma * sigma, down, 0.005 * sigma * sigma);
    }

    [TestMethod]
    public void Blur_OfEvenLight_ChangesNothing()
    {
        Plane even = new(9, 5);
        even.Values.AsSpan().Fill(3);

        foreach (float value in GaussianBlur.Blur(even, 3).Values)
        {
            Assert.AreEqual(3, value, 1e-5);
        }
    }
}
