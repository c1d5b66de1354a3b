using BioZooCte.Cli.Demo.Simulation;

namespace BioZooCte.Cli.Tests.Demo.Simulation;

[TestClass]
public sealed class NucleusFieldTests
{
    private const int Size = 240;

    [TestMethod]
    public void Scatter_OfEachCondition_LabelsWhatShines()
    {
        foreach (SimulationCondition condition in SimulationPlan.Bundled().Conditions)
        {
            NucleusField field = NucleusField.Scatter(condition, Size, 1, new CounterRandom(1));

            for (int i = 0; i < field.Labels.Length; i++)
            {
                bool isNear = Neighbours(i).Any(n => field.Labels[n] != 0);
                bool shines = field.Light.Values[i] > 0;
                Assert.IsTrue(shines || field.Labels[i] == 0, $"{condition.Name}: dark nucleus at {i}");
                Assert.IsTrue(isNear || !shines, $"{condition.Name}: light without nucleus at {i}");
            }
        }
    }

    [TestMethod]
    public void Scatter_OfRoundEqualNuclei_GivesTheStatedAreaAndNumber()
    {
        SimulationCondition any = SimulationPlan.Bundled().Conditions[0];
        SimulationCondition round = any with
        {
            Optics = any.Optics with { PixelMicrometres = 0.5 },
            Nuclei = any.Nuclei with
            {
                DiameterMicrometres = 10,
                DiameterVariation = 0,
                Elongation = 1,
                Irregularity = 0,
                Clustering = 0,
                MaximumOverlap = 0,
                PerSquareMillimetre = 2500,
            },
        };

        NucleusField field = NucleusField.Scatter(round, Size, 1, new CounterRandom(2));

        // Whole nuclei are discs of 20 pixels across; 0.0144 mm² hold 36, give or take the square root.
        int[] areas = [.. field.Labels.Where(l => l != 0).GroupBy(l => l).Select(g => g.Count())];
        Assert.AreEqual(Math.PI * 100, areas.Max(), 5);
        Assert.AreEqual(36, areas.Length, 3 * Math.Sqrt(36));
    }

    [TestMethod]
    public void Scatter_WithoutDensity_IsDark()
    {
        NucleusField field = NucleusField.Scatter(
            SimulationPlan.Bundled().Conditions[0], Size, 0, new CounterRandom(3));

        Assert.AreEqual(0, field.Light.Values.Max());
        Assert.AreEqual(0, field.Labels.Max());
    }

    private static IEnumerable<int> Neighbours(int index)
    {
        for (int dy = -1; dy <= 1; dy++)
        {
            for (int dx = -1; dx <= 1; dx++)
            {
                int x = Math.Clamp((index % Size) + dx, 0, Size - 1);
                int y = Math.Clamp((index / Size) + dy, 0, Size - 1);
                yield return (y * Size) + x;
            }
        }
    }
}
