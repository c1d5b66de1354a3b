using BioZooCte.Instances;

namespace BioZooCte.Tests.Instances;

[TestClass]
public sealed class ForegroundRandScoreTests
{
    [TestMethod]
    public void Program_ObjectOfFourInTwoHalves_KeepsAThirdOfItsPairs()
    {
        // 4 of 12 ordered pairs stay: 1 - ARE = 4 / (0.5·12 + 0.5·4).
        ForegroundRandScore score = ForegroundRandScore.Program(
            [1, 1, 1, 1], [1, 1, 2, 2], new GridSize(1, 1, 4), withoutBand: false);

        Assert.AreEqual(0.5, score.Score!.Value, 1e-15);
        Assert.AreEqual(1 / 3.0, score.OfFirst!.Value, 1e-15);
        Assert.AreEqual(1, score.OfSecond!.Value, 1e-15);
        Assert.AreEqual(4, score.Pixels);
    }

    [TestMethod]
    public void Program_WithoutSingletons_TakesBackgroundForOneSegment()
    {
        int[] first = [1, 1, 0, 0];
        int[] second = [1, 1, 2, 2];
        GridSize grid = new(1, 1, 4);

        ForegroundRandScore alone = ForegroundRandScore.Program(first, second, grid, withoutBand: false);
        ForegroundRandScore one = ForegroundRandScore.Program(
            first, second, grid, withoutBand: false, singletons: false);

        // 2 / (0.5·2 + 0.5·4) with singletons; without, both are the same partition.
        Assert.AreEqual(2 / 3.0, alone.Score!.Value, 1e-15);
        Assert.AreEqual(1, one.Score!.Value, 1e-15);
    }

    [TestMethod]
    public void Program_Alpha_WeighsTheFirst_Paper_WeighsTheSecond()
    {
        int[] first = [1, 1, 1, 1];
        int[] second = [1, 1, 2, 2];

        Assert.AreEqual(
            1 / 3.0,
            ForegroundRandScore.Program(first, second, new GridSize(1, 1, 4), alpha: 1, withoutBand: false).Score!.Value,
            1e-15);
        Assert.AreEqual(1, ForegroundRandScore.Paper(first, second, alpha: 1).Score!.Value, 1e-15);
    }
}
