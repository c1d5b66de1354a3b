using BioZooCte.Instances;

namespace BioZooCte.Tests.Instances;

[TestClass]
public sealed class DistanceTransformTests
{
    [TestMethod]
    public void Squared_OnePixelOutside_IsTheDistanceFromIt()
    {
        bool[] mask = [false, true, true, true, true, true];
        int[] squared = new int[6];

        DistanceTransform.Squared(mask, new GridSize(1, 2, 3), squared);

        CollectionAssert.AreEqual(new[] { 0, 1, 4, 1, 2, 5 }, squared);
    }

    [TestMethod]
    public void Squared_NothingOutside_IsNowhereNear()
    {
        int[] squared = new int[4];

        DistanceTransform.Squared([true, true, true, true], new GridSize(1, 2, 2), squared);

        Assert.IsTrue(squared.All(value => value == LowerEnvelope.Nowhere));
    }

    [TestMethod]
    [DataRow(1, 13, 29, 0.98)]
    [DataRow(1, 31, 40, 0.8)]
    [DataRow(1, 1, 50, 0.9)]
    [DataRow(1, 50, 1, 0.9)]
    [DataRow(6, 9, 19, 0.99)]
    [DataRow(6, 9, 19, 0.6)]
    public void Squared_Noise_EqualsTryingEveryPixel(int depth, int height, int width, double share)
    {
        GridSize grid = new(depth, height, width);
        for (int seed = 0; seed < 4; seed++)
        {
            bool[] mask = TestImages.Mask(grid, share, seed);
            int[] squared = new int[grid.Pixels];
            DistanceTransform.Squared(mask, grid, squared);
            CollectionAssert.AreEqual(TryEveryPixel(mask, grid), squared, $"seed {seed}");
        }
    }

    private static int[] TryEveryPixel(bool[] mask, GridSize grid)
    {
        (int Z, int Y, int X)[] places = [.. TestImages.Places(grid)];
        (int Z, int Y, int X)[] outside = [.. places.Where((_, i) => !mask[i])];
        return [.. places.Select(place => outside.Select(other =>
            Square(place.Z - other.Z) + Square(place.Y - other.Y) + Square(place.X - other.X))
            .DefaultIfEmpty(LowerEnvelope.Nowhere).Min())];
    }

    private static int Square(int value) => value * value;
}
