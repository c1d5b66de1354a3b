using System.Text.Json;

using BioZooCte.Features;
using BioZooCte.Supervised;
using BioZooCte.Testing;

namespace BioZooCte.Tests.Supervised;

/// <summary>Energies of points, as in the reference values.</summary>
[TestClass]
public sealed class EnergyGoldenTests
{
    private const string Older = "reference/golden.json";
    private const double Floor = 1e-3;
    private const double Tolerance = 1e-10;

    [TestMethod]
    public void Energy_EverySetOfPoints_IsTheReferenceValue()
    {
        foreach (JsonElement stated in SupervisedGoldens.Part("energy"))
        {
            FeatureSamples points = SupervisedGoldens.Samples(stated, "points");
            for (int s = 0; s <= 2; s++)
            {
                Compare(stated, $"energy_s{s}", HypersphericalEnergy.Of(points, s));
                if (stated.TryGetProperty($"unit_sphere_energy_s{s}", out _))
                {
                    Compare(stated, $"unit_sphere_energy_s{s}", HypersphericalEnergy.Of(OnUnitSphere(points), s));
                }
            }

            double floored = HypersphericalEnergy.Of(points, 1, Floor);
            Compare(stated, "energy_s1_floor_1e-3", floored);
            Compare(stated, "program_variety", floored / points.Count / (points.Count - 1));
        }
    }

    [TestMethod]
    public void Energy_EveryOlderSetOfPoints_IsTheReferenceValue()
    {
        foreach (JsonElement stated in
            SharedData.RequireCases(Older, ExpectedFile.Read(Older).GetProperty("variety").EnumerateArray()))
        {
            FeatureSamples points = SupervisedGoldens.Samples(stated, "points");
            double energy = HypersphericalEnergy.Of(points, 1);
            double inverse = stated.GetProperty("paper_inv").GetDouble();
            Assert.AreEqual(inverse, 1 / energy, Tolerance, SupervisedGoldens.Name(stated));
            Compare(
                stated, "code", HypersphericalEnergy.Of(points, 1, Floor) / points.Count / (points.Count - 1));
        }
    }

    [TestMethod]
    public void Energy_EqualPoints_IsInfinite()
    {
        FeatureSamples points = new(2, [1, 2, 0, 0, 1, 2]);

        for (int s = 0; s <= 2; s++)
        {
            Assert.IsTrue(double.IsPositiveInfinity(HypersphericalEnergy.Of(points, s)));
        }
    }

    /// <summary>Points divided by their norms.</summary>
    private static FeatureSamples OnUnitSphere(FeatureSamples points) => new(
        points.Channels,
        [
            .. points.Values.ToArray().Chunk(points.Channels).SelectMany(point =>
            {
                double norm = Math.Sqrt(point.Sum(value => value * value));
                return point.Select(value => value / norm);
            }),
        ]);

    private static void Compare(JsonElement stated, string key, double actual) => SupervisedGoldens.AssertShare(
        stated.GetProperty(key), actual, Tolerance, $"{SupervisedGoldens.Name(stated)}: {key}");
}
