using System.Collections.Immutable;

using BioZooCte.Features;

namespace BioZooCte.Tests.Features;

[TestClass]
public sealed class PositionSamplerTests
{
    private const int Layers = 3;

    [TestMethod]
    [DataRow(0, 0, 0)]
    [DataRow(0, 1, 1)]
    [DataRow(0, 95, 10)]
    [DataRow(0, 4000, 400)]
    [DataRow(0, 4001, 400)]
    [DataRow(0, 1_000_000, 400)]
    [DataRow(1, 1000, 50)]
    [DataRow(1, 4000, 200)]
    [DataRow(2, 1000, 25)]
    [DataRow(3, 1_000_000, 50)]
    [DataRow(9, 1_000_000, 50)]
    public void CountOf_Voxels_IsAShareUpToTheCap(int depth, int voxels, int expected) =>
        Assert.AreEqual(expected, new FeatureSamplingOptions().CountOf(depth, voxels));

    /// <summary>Products that are whole numbers but for rounding, and one that is not.</summary>
    [TestMethod]
    [DataRow(0.07, 100, 7)]
    [DataRow(0.07, 101, 8)]
    [DataRow(0.14, 50, 7)]
    [DataRow(0.29, 100, 29)]
    public void CountOf_ShareThatIsNoBinaryFraction_IsNotRoundedUp(double rate, int voxels, int expected) =>
        Assert.AreEqual(expected, new FeatureSamplingOptions { Rate = rate }.CountOf(0, voxels));

    [TestMethod]
    public void CountOf_CapBelowTheLeast_StaysAtTheCap()
    {
        FeatureSamplingOptions options = new() { ClassCap = 20, CaseCap = 30 };

        Assert.AreEqual(20, options.ClassCapAt(0));
        Assert.AreEqual(20, options.ClassCapAt(5));
        Assert.AreEqual(30, options.CaseCapAt(5));
    }

    [TestMethod]
    public void Draw_TwoClasses_AreDrawnInProportion()
    {
        ImmutableArray<LayerPositions> drawn = Draw(Enumerable.Range(0, 2000), 0);

        Assert.HasCount(Layers, drawn);
        CollectionAssert.AreEqual(
            new[] { 40, 80, 160 }, drawn.Select(layer => layer.Classes[0].Count).ToArray(), "class 0: 1600 voxels");
        CollectionAssert.AreEqual(
            new[] { 10, 20, 40 }, drawn.Select(layer => layer.Classes[1].Count).ToArray(), "class 1: 400 voxels");
        CollectionAssert.AreEqual(new[] { 100, 200, 400 }, drawn.Select(layer => layer.Whole.Count).ToArray());
        foreach (SampledVoxel voxel in drawn.SelectMany(l => l.Whole.Concat(l.Classes.Values.SelectMany(c => c))))
        {
            Assert.AreEqual(ClassOf((int)voxel.Pixel), voxel.Class);
        }

        foreach (IReadOnlyList<SampledVoxel> list in drawn.SelectMany(l => l.Classes.Values.Append(l.Whole)))
        {
            Assert.AreEqual(list.Count, list.Select(v => v.Pixel).Distinct().Count(), "no voxel twice");
            CollectionAssert.AreEqual(list.OrderBy(v => v.Pixel).ToArray(), list.ToArray(), "in the case's order");
        }
    }

    [TestMethod]
    public void Draw_AnyOrderOfVoxels_IsTheSame()
    {
        Random random = new(3);

        string forwards = Words(Draw(Enumerable.Range(0, 5000), 0));

        Assert.AreEqual(forwards, Words(Draw(Enumerable.Range(0, 5000).Reverse(), 0)));
        Assert.AreEqual(forwards, Words(Draw(Enumerable.Range(0, 5000).OrderBy(_ => random.Next()), 0)));
        Assert.AreNotEqual(forwards, Words(Draw(Enumerable.Range(0, 5000), 1)), "another seed");
        Assert.AreNotEqual(forwards, Words(Draw(Enumerable.Range(0, 5000), 0, name: "b.tif")), "another image");
    }

    [TestMethod]
    public void Draw_DeeperNetwork_HasTheSamePositionsAtTheLastLayers()
    {
        ImmutableArray<LayerPositions> three = Draw(Enumerable.Range(0, 3000), 0);
        ImmutableArray<LayerPositions> two = Draw(Enumerable.Range(0, 3000), 0, layers: 2);

        Assert.AreEqual(Words(three[1..]), Words(two));
    }

    /// <summary>The mean place of n of N voxels lies within four of its standard deviations of the middle.</summary>
    [TestMethod]
    public void Draw_WholeCase_IsUniform()
    {
        const int Voxels = 100_000;
        ImmutableArray<LayerPositions> drawn = Draw(Enumerable.Range(0, Voxels), 0, layers: 1);

        double deviation = Voxels / Math.Sqrt(12 * 400);
        Assert.HasCount(400, drawn[0].Whole);
        Assert.AreEqual(Voxels / 2.0, drawn[0].Whole.Average(v => v.Pixel), 4 * deviation);
        Assert.AreEqual(80, drawn[0].Whole.Count(v => v.Class == 1), 4 * Math.Sqrt(400 * 0.2 * 0.8));
    }

    private static int ClassOf(int pixel) => pixel % 5 == 0 ? 1 : 0;

    private static ImmutableArray<LayerPositions> Draw(
        IEnumerable<int> pixels, ulong seed, string name = "a.tif", int layers = Layers)
    {
        PositionSampler sampler = new(new FeatureSamplingOptions(), seed, name, layers);
        foreach (int pixel in pixels)
        {
            sampler.Add(ClassOf(pixel), pixel);
        }

        return sampler.Draw();
    }

    private static string Words(ImmutableArray<LayerPositions> layers) => string.Join('\n', layers.Select(layer =>
        string.Join(';', layer.Classes.OrderBy(c => c.Key).Select(c => Words(c.Value)).Append(Words(layer.Whole)))));

    private static string Words(IReadOnlyList<SampledVoxel> voxels) =>
        string.Join(',', voxels.Select(voxel => $"{voxel.Pixel}:{voxel.Class}"));
}
