using BioZooCte.Cli.Demo.Simulation;

namespace BioZooCte.Cli.Tests.Demo.Simulation;

[TestClass]
public sealed class OpticsSettingsTests
{
    [TestMethod]
    // 0.225 · 0.461 µm / 0.75 = 0.1383 µm; 0.225 · 0.500 µm / 0.5 = 0.225 µm.
    [DataRow(0.75, 461, 0.325, 0.42553846)]
    [DataRow(0.5, 500, 0.225, 1.0)]
    public void BlurPixels_OfAnObjective_IsTheGaussianNearestToItsSpread(
        double aperture, double wavelength, double pixel, double expected)
    {
        Assert.AreEqual(expected, new OpticsSettings(aperture, 1.33, wavelength, pixel).BlurPixels, 1e-8);
    }

    [TestMethod]
    public void DefocusPixels_InThePlaneOfFocus_IsTheBlur()
    {
        OpticsSettings optics = new(0.75, 1.33, 461, 0.325);

        Assert.AreEqual(optics.BlurPixels, optics.DefocusPixels(0), 1e-12);
    }

    [TestMethod]
    public void DefocusPixels_OutOfFocus_AddsHalfOfTheConesRadius()
    {
        // sin α = 0.6, so tan α = 0.75: 8 µm away the radius is 6 µm, the deviation 3; the blur in focus is 0.225.
        OpticsSettings optics = new(0.6, 1.0, 600, 1.0);

        Assert.AreEqual(Math.Sqrt(9 + (0.225 * 0.225)), optics.DefocusPixels(8), 1e-12);
    }
}
