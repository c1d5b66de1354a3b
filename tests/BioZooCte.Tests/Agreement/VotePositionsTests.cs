using BioZooCte.Agreement;

namespace BioZooCte.Tests.Agreement;

[TestClass]
public sealed class VotePositionsTests
{
    [TestMethod]
    public void Positions_FewerThanPixels_AreDistinctInOrderAndOneInEachRun()
    {
        VotePositions positions = new(0, "a.tif", [(0, 0), (0, 1)], 101, 103, 1000);
        long[] drawn = [.. Enumerable.Range(0, 1000).Select(i => positions[i])];

        Assert.AreEqual(1000, positions.Count);
        const long Pixels = 2L * 101 * 103;
        for (int i = 0; i < drawn.Length; i++)
        {
            Assert.IsInRange(i * Pixels / 1000, ((i + 1) * Pixels / 1000) - 1, drawn[i]);
        }
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow(30)]
    [DataRow(31)]
    public void Positions_AsManyAsPixels_AreAllOfThem(int? sample)
    {
        VotePositions positions = new(0, "a.tif", [(0, 0)], 5, 6, sample);

        Assert.AreEqual(30, positions.Count);
        CollectionAssert.AreEqual(
            Enumerable.Range(0, 30).Select(i => (long)i).ToArray(),
            Enumerable.Range(0, 30).Select(i => positions[i]).ToArray());
    }

    [TestMethod]
    [DataRow(7, 13, 10)]
    [DataRow(64, 64, 4096)]
    [DataRow(64, 64, 1000)]
    [DataRow(50, 61, 3049)]
    public void IndexFrom_AnyPixel_IsTheFirstPositionFromIt(int rows, int columns, int sample)
    {
        VotePositions positions = new(3, "b", [(0, 0)], rows, columns, sample);
        for (long pixel = 0; pixel <= rows * columns; pixel++)
        {
            int expected = 0;
            while (expected < positions.Count && positions[expected] < pixel)
            {
                expected++;
            }

            Assert.AreEqual(expected, positions.IndexFrom(pixel), $"pixel {pixel}");
        }
    }

    [TestMethod]
    public void Positions_SeedAndImage_AreAlwaysTheSame()
    {
        long[] Draw(ulong seed, string name)
        {
            VotePositions positions = new(seed, name, [(0, 0)], 100, 100, 8);
            return [.. Enumerable.Range(0, 8).Select(i => positions[i])];
        }

        CollectionAssert.AreEqual(Draw(1, "a"), Draw(1, "a"));
        CollectionAssert.AreNotEqual(Draw(1, "a"), Draw(2, "a"));
        CollectionAssert.AreNotEqual(Draw(1, "a"), Draw(1, "b"));
    }

    [TestMethod]
    public void BlockOf_Pixel_IsOfItsPlaneRowAndColumn()
    {
        VotePositions positions = new(0, "a", [(0, 0), (0, 1)], 130, 300, null);

        Assert.AreEqual((6, 3), (positions.Blocks, positions.BlockColumns));
        Assert.AreEqual(0, positions.BlockOf((127 * 300) + 127));
        Assert.AreEqual(1, positions.BlockOf((127 * 300) + 128));
        Assert.AreEqual(3, positions.BlockOf(128 * 300));
        Assert.AreEqual(5, positions.BlockOf((130 * 300) + (129 * 300) + 299));
    }

    [TestMethod]
    public void EndOfBlock_Pixel_IsTheNextBlockOfItsRowOrTheNextRow()
    {
        VotePositions positions = new(0, "a", [(0, 0), (0, 1)], 130, 300, null);

        Assert.AreEqual(128, positions.EndOfBlock(0));
        Assert.AreEqual(128, positions.EndOfBlock(127));
        Assert.AreEqual(256, positions.EndOfBlock(128));
        Assert.AreEqual(300, positions.EndOfBlock(256));
        Assert.AreEqual(300, positions.EndOfBlock(299));
        Assert.AreEqual((131 * 300) + 128, positions.EndOfBlock(131 * 300));
    }
}
