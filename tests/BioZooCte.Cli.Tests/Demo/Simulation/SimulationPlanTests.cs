using BioZooCte.Cli.Demo.Simulation;

namespace BioZooCte.Cli.Tests.Demo.Simulation;

[TestClass]
public sealed class SimulationPlanTests
{
    [TestMethod]
    public void Bundled_Plan_HasFourConditionsOfSixImagesAtLeast()
    {
        SimulationPlan plan = SimulationPlan.Bundled();

        Assert.IsGreaterThanOrEqualTo(4, plan.Conditions.Length);
        Assert.IsGreaterThanOrEqualTo(6, plan.ImagesPerCondition);
        Assert.AreEqual(plan.Conditions.Length, plan.Conditions.DistinctBy(c => c.Name).Count());
    }

    [TestMethod]
    public void Bundled_Plan_StatesPhysicalNumbers()
    {
        foreach (SimulationCondition condition in SimulationPlan.Bundled().Conditions)
        {
            Assert.IsLessThan(condition.Optics.MediumIndex, condition.Optics.NumericalAperture, condition.Name);
            Assert.IsGreaterThan(0, condition.Optics.PixelMicrometres, condition.Name);
            Assert.IsGreaterThan(0, condition.Camera.ElectronsPerCount, condition.Name);
            Assert.IsGreaterThan(0, condition.Light.NucleusElectrons, condition.Name);
            Assert.IsTrue(condition.Light.CornerBrightness is > 0 and <= 1, condition.Name);
            Assert.IsTrue(condition.Light.HazeShare is >= 0 and < 1, condition.Name);
            Assert.IsGreaterThan(0, condition.Nuclei.DiameterMicrometres, condition.Name);
            Assert.IsGreaterThanOrEqualTo(1, condition.Nuclei.Elongation, condition.Name);
        }
    }
}
