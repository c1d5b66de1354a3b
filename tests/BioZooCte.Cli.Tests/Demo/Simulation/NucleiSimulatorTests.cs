using BioZooCte.Cli.Demo.Simulation;
using BioZooCte.Tensors;

namespace BioZooCte.Cli.Tests.Demo.Simulation;

[TestClass]
public sealed class NucleiSimulatorTests
{
    private static readonly SimulationPlan Plan = SimulationPlan.Bundled() with { ImageSize = 128 };

    [TestMethod]
    public void Simulate_TheSameSeed_GivesTheSameBytes()
    {
        SimulatedImage one = NucleiSimulator.Simulate(Plan, Plan.Conditions[0], 2, seed: 5);
        SimulatedImage other = NucleiSimulator.Simulate(Plan, Plan.Conditions[0], 2, seed: 5);

        Assert.AreEqual("culture-02.tif", one.Name);
        Assert.IsTrue(one.Pixels.Bytes.SequenceEqual(other.Pixels.Bytes));
        Assert.IsTrue(one.Labels.Bytes.SequenceEqual(other.Labels.Bytes));
    }

    [TestMethod]
    [DataRow(2, 6UL)]
    [DataRow(3, 5UL)]
    public void Simulate_AnotherSeedOrNumber_GivesAnotherSpecimen(int number, ulong seed)
    {
        SimulatedImage one = NucleiSimulator.Simulate(Plan, Plan.Conditions[0], 2, seed: 5);
        SimulatedImage other = NucleiSimulator.Simulate(Plan, Plan.Conditions[0], number, seed);

        Assert.IsFalse(one.Labels.Bytes.SequenceEqual(other.Labels.Bytes));
    }

    [TestMethod]
    public void Simulate_EachCondition_GivesBrightNucleiNumberedWithoutGaps()
    {
        foreach (SimulationCondition condition in Plan.Conditions)
        {
            SimulatedImage image = NucleiSimulator.Simulate(Plan, condition, 0, seed: 1);
            ushort[] pixels = image.Pixels.AsSpan<ushort>().ToArray();
            ushort[] labels = image.Labels.AsSpan<ushort>().ToArray();

            Assert.AreEqual(TensorShape.Of("yx", 128, 128), image.Pixels.Shape, condition.Name);
            Assert.AreEqual(labels.Max() + 1, labels.Distinct().Count(), condition.Name);
            Assert.IsLessThan(1 << condition.Camera.Bits, pixels.Max(), condition.Name);
            double inside = pixels.Where((_, i) => labels[i] != 0).Average(p => p);
            double outside = pixels.Where((_, i) => labels[i] == 0).Average(p => p);
            Assert.IsGreaterThan(outside + 1, inside, condition.Name);
        }
    }
}
