using BioZooCte.Evaluation.Statistics;

namespace BioZooCte.Tests.Evaluation.Statistics;

[TestClass]
public sealed class PermutationTestTests
{
    [TestMethod]
    public void Run_FourInOrder_IsOneOfTwentyFourOnThatSide()
    {
        PermutationCounts counts = PermutationTest.Run([1, 2, 3, 4], [1, 2, 3, 4], KendallTau.Of);

        Assert.AreEqual(new PermutationCounts(1, 24, 24, 1, 2, true), counts);
        Assert.AreEqual(2 / 24.0, counts.TwoSided);
        Assert.AreEqual(2 / 24.0, counts.FromZero);
    }

    [TestMethod]
    public void Run_NinePairs_DrawsFromTheSeed()
    {
        double[] values = [1, 2, 3, 4, 5, 6, 7, 8, 9];

        PermutationCounts first = PermutationTest.Run(values, values, KendallTau.Of, seed: 5, draws: 500);
        PermutationCounts again = PermutationTest.Run(values, values, KendallTau.Of, seed: 5, draws: 500);

        Assert.IsFalse(first.IsExact);
        Assert.AreEqual(500, first.Pairings);
        Assert.AreEqual(first, again);
    }

    [TestMethod]
    public void Run_NothingDrawnIsAsFarOut_IsNotZero()
    {
        double[] values = [.. Enumerable.Range(0, 20).Select(i => (double)i)];

        PermutationCounts counts = PermutationTest.Run(values, values, PearsonCorrelation.Of, draws: 99);

        Assert.AreEqual(0, counts.AtLeast);
        Assert.AreEqual(2 / 100.0, counts.TwoSided);
    }

    [TestMethod]
    public void Run_DrawnPairings_AgreeWithAllOfThem()
    {
        double[] x = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
        double[] unrelated = [5, 1, 8, 3, 10, 2, 7, 4, 9, 6];

        PermutationCounts counts = PermutationTest.Run(x, unrelated, KendallTau.Of, seed: 1);

        // tau is 9/45; the table of Kendall's S has 0.242 for 9 or more of ten pairs.
        Assert.AreEqual(9 / 45.0, counts.Observed, 1e-12);
        Assert.AreEqual(0.484, counts.TwoSided, 0.03);
    }

    [TestMethod]
    public void Run_ConstantSide_HasNoPValue() =>
        Assert.IsTrue(double.IsNaN(PermutationTest.Run([1, 1, 1], [1, 2, 3], KendallTau.Of).TwoSided));
}
