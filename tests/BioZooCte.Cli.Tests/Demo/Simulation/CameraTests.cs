using BioZooCte.Cli.Demo.Simulation;

namespace BioZooCte.Cli.Tests.Demo.Simulation;

[TestClass]
public sealed class CameraTests
{
    [TestMethod]
    public void Expose_WithoutLightOrNoise_GivesTheOffset()
    {
        ushort[] counts = Camera.Expose(new Plane(3, 2), new CameraSettings(0, 0.5, 100, 16), new CounterRandom(1));

        CollectionAssert.AreEqual(Enumerable.Repeat((ushort)100, 6).ToArray(), counts);
    }

    [TestMethod]
    public void Expose_OfEvenLight_HasTheMeanAndVarianceOfShotAndReadNoise()
    {
        Plane light = Even(256, 1000);

        ushort[] counts = Camera.Expose(light, new CameraSettings(15, 2, 100, 16), new CounterRandom(2));

        // (1000 + 15²) electrons² are 306.25 counts² at two electrons a count; rounding adds 1/12.
        double mean = counts.Average(c => c);
        Assert.AreEqual(100 + (1000 / 2), mean, 0.3);
        Assert.AreEqual(306.25 + (1.0 / 12), counts.Average(c => (c - mean) * (c - mean)), 8);
    }

    [TestMethod]
    public void Expose_OfMoreLightThanTheBitsHold_Saturates()
    {
        ushort[] counts = Camera.Expose(Even(4, 1e6f), new CameraSettings(0, 1, 0, 12), new CounterRandom(3));

        Assert.IsTrue(counts.All(c => c == 4095));
    }

    private static Plane Even(int size, float electrons)
    {
        Plane plane = new(size, size);
        plane.Values.AsSpan().Fill(electrons);
        return plane;
    }
}
