using System.Numerics;

using BioZooCte.Instances;

namespace BioZooCte.Tests.Instances;

[TestClass]
public sealed class LevelRanksTests
{
    [TestMethod]
    public void Number_EqualValues_ShareALevel() =>
        CollectionAssert.AreEqual(new[] { 2, 0, 1, 0 }, Levels([7, -1, 2.5, -1], out _));

    [TestMethod]
    public void Number_ValuesThatShareAStep_AreStillTold()
    {
        // All but the first are within one step of the range.
        double[] values = [1e9, 0.3, 0.1, 0.2, 0.1];

        CollectionAssert.AreEqual(new[] { 3, 2, 0, 1, 0 }, Levels(values, out int levels));
        Assert.AreEqual(4, levels);
    }

    [TestMethod]
    public void Number_InfiniteRange_IsStillInOrder() => CollectionAssert.AreEqual(
        new[] { 2, 1, 0 }, Levels([double.PositiveInfinity, 1, double.NegativeInfinity], out _));

    [TestMethod]
    public void Number_ZerosOfBothSigns_AreEqual() =>
        CollectionAssert.AreEqual(new[] { 0, 0, 0, 1 }, Levels([0.0, -0.0, 0.0, double.Epsilon], out _));

    [TestMethod]
    [DataRow(100, 3)]
    [DataRow(3000, 50)]
    [DataRow(3000, 1_000_000_000)]
    public void Number_ManyValues_EqualsSortingThem(int count, int distinct)
    {
        Random random = new(distinct);
        double[] even = [.. Enumerable.Range(0, count).Select(_ => random.Next(distinct) / 7.0)];

        // Most of these share a few steps.
        double[] crowded = [.. even.Select(value => value * value * value * value * value * value)];

        CollectionAssert.AreEqual(Sort(even), Levels(even, out _));
        CollectionAssert.AreEqual(Sort(crowded), Levels(crowded, out _));
    }

    [TestMethod]
    public void Number_IntegersCloseTogether_AreAsFarApartAsTheirValues()
    {
        int[] levels = new int[5];

        Assert.AreEqual(9, Rank(new LevelRanks<int>(), [-3, 5, -3, 0, 4], levels));
        CollectionAssert.AreEqual(new[] { 0, 8, 0, 3, 7 }, levels);
    }

    [TestMethod]
    public void Number_IntegersFarApart_AreSorted()
    {
        int[] levels = new int[5];

        Assert.AreEqual(4, Rank(new LevelRanks<int>(), [int.MinValue, int.MaxValue, 7, 0, 7], levels));
        CollectionAssert.AreEqual(new[] { 0, 3, 2, 1, 2 }, levels);
    }

    private static int[] Sort(double[] values)
    {
        double[] sorted = [.. values.Distinct().Order()];
        return [.. values.Select(value => Array.BinarySearch(sorted, value))];
    }

    private static int[] Levels(double[] values, out int levels)
    {
        // Ranks that were used before are as new.
        LevelRanks<double> ranks = new();
        Rank(ranks, [3, 1, 2], new int[3]);
        int[] found = new int[values.Length];
        levels = Rank(ranks, values, found);
        return found;
    }

    /// <summary>Ranks values whose places are from last to first, and turns the levels around.</summary>
    private static int Rank<T>(LevelRanks<T> ranks, T[] values, int[] levels)
        where T : unmanaged, INumber<T>
    {
        int count = ranks.Rank(values, [.. Enumerable.Range(0, values.Length).Reverse()], levels);
        Array.Reverse(levels);
        return count;
    }
}
