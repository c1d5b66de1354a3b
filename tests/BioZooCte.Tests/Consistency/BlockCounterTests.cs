using BioZooCte.Consistency;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Consistency;

[TestClass]
public sealed class BlockCounterTests
{
    private const PairMeasures Measures = PairMeasures.EffectiveInvariance | PairMeasures.Entropy;

    [TestMethod]
    public void Count_BlocksOfAnImage_AreThePlainLoopOverEachBlock()
    {
        const int height = 7;
        const int width = 45;
        AxisTensor u = Noise(TensorShape.Of("yx", height, width), 1);
        AxisTensor p = Noise(TensorShape.Of("yx", height, width), 2);
        int[] rows = [0, 0, 0, 1, 1, 1, 1];
        int[] columns = [.. Enumerable.Range(0, width).Select(x => x < 3 ? 0 : x < 40 ? 1 : 2)];
        PairCounts[] blocks = new PairCounts[6];
        BlockCounter.Count(u, p, rows, columns, 3, 0.5f, Measures, blocks);
        for (int block = 0; block < 6; block++)
        {
            List<double> inU = [];
            List<double> inP = [];
            for (int i = 0; i < u.Count; i++)
            {
                if ((rows[i / width] * 3) + columns[i % width] == block)
                {
                    inU.Add(u.AsSpan<float>()[i]);
                    inP.Add(p.AsSpan<float>()[i]);
                }
            }

            PairCounts expected = PlainPairLoop.Count([.. inU], [.. inP], 0.5);
            Assert.AreEqual(expected.Pixels, blocks[block].Pixels, $"block {block}");
            Assert.AreEqual(expected.Intersection, blocks[block].Intersection, $"block {block}");
            Assert.AreEqual(expected.Union, blocks[block].Union, $"block {block}");
            Assert.AreEqual(expected.EntropySum, blocks[block].EntropySum, 1e-11, $"block {block}");
            Assert.AreEqual(
                expected.EffectiveInvarianceSum,
                blocks[block].EffectiveInvarianceSum,
                1e-5,
                $"block {block}");
        }
    }

    [TestMethod]
    public void Count_Twice_AddsToWhatIsThere()
    {
        AxisTensor ones = AxisTensor.FromArray<float>(TensorShape.Of("yx", 1, 2), 1, 1);
        PairCounts[] blocks = new PairCounts[2];
        BlockCounter.Count(ones, ones, [0], [0, 1], 2, 0.5f, Measures, blocks);
        BlockCounter.Count(ones, ones, [0], [1, 1], 2, 0.5f, Measures, blocks);
        Assert.AreEqual(1, blocks[0].Intersection);
        Assert.AreEqual(3, blocks[1].Intersection);
        Assert.AreEqual(3.0, blocks[1].EffectiveInvarianceSum);
    }

    [TestMethod]
    public void Count_NegativeBlocks_AreLeftOut()
    {
        AxisTensor ones = AxisTensor.FromArray<float>(TensorShape.Of("yx", 3, 3), 1, 1, 1, 1, 1, 1, 1, 1, 1);
        PairCounts[] blocks = new PairCounts[1];
        BlockCounter.Count(ones, ones, [-1, 0, -1], [-1, 0, 0], 1, 0.5f, Measures, blocks);
        Assert.AreEqual(2, blocks[0].Pixels);
    }

    [TestMethod]
    public void Count_RowsOfOnePlane_ServeEveryPlane()
    {
        AxisTensor u = AxisTensor.FromArray<float>(TensorShape.Of("zyx", 2, 2, 1), 1, 0, 1, 1);
        PairCounts[] pooled = new PairCounts[2];
        BlockCounter.Count(u, u, [0, 1], [0], 1, 0.5f, Measures, pooled);
        Assert.AreEqual(2, pooled[0].Intersection);
        Assert.AreEqual(1, pooled[1].Intersection);
        PairCounts[] apart = new PairCounts[4];
        BlockCounter.Count(u, u, [0, 1, 2, 3], [0], 1, 0.5f, Measures, apart);
        CollectionAssert.AreEqual(
            new long[] { 1, 0, 1, 1 }, apart.Select(block => block.Intersection).ToArray());
    }

    [TestMethod]
    public void Count_TheSamePiecesOfBlocks_GiveTheSameBits()
    {
        // A tile's pixels give one sum whether they stand in a larger tensor, cropped by negative blocks,
        // or alone.
        AxisTensor u = Noise(TensorShape.Of("yx", 4, 50), 3);
        AxisTensor p = Noise(TensorShape.Of("yx", 4, 50), 4);
        int[] columns = [.. Enumerable.Range(0, 50).Select(x => x < 11 ? -1 : 0)];
        PairCounts[] inside = new PairCounts[1];
        BlockCounter.Count(u, p, [0, 0, 0, 0], columns, 1, 0.5f, Measures, inside);
        PairCounts[] alone = new PairCounts[1];
        BlockCounter.Count(Right(u), Right(p), [0, 0, 0, 0], new int[39], 1, 0.5f, Measures, alone);
        Assert.AreEqual(inside[0], alone[0]);

        static AxisTensor Right(AxisTensor tensor) =>
            AxisGather.Gather(tensor, AxisIds.X, [.. Enumerable.Range(11, 39)]);
    }

    [TestMethod]
    public void Count_AnEmptyPrediction_AddsNothing()
    {
        AxisTensor empty = new(TensorShape.Of("yx", 0, 3), ElementType.Float32);
        PairCounts[] blocks = new PairCounts[1];
        BlockCounter.Count(empty, empty, [], [0, 0, 0], 1, 0.5f, Measures, blocks);
        Assert.AreEqual(default, blocks[0]);
    }

    [TestMethod]
    public void Count_ShapesOrBlocksThatDoNotFit_AreRefused()
    {
        AxisTensor u = new(TensorShape.Of("yx", 2, 3), ElementType.Float32);
        AxisTensor p = new(TensorShape.Of("yx", 3, 2), ElementType.Float32);
        ArgumentException shapes = Assert.ThrowsExactly<ArgumentException>(
            () => BlockCounter.Count(u, p, [0, 0], [0, 0, 0], 1, 0.5f, Measures, new PairCounts[1]));
        StringAssert.StartsWith(shapes.Message, "y 3, x 2; expected the other prediction's y 2, x 3.");
        ArgumentException blocks = Assert.ThrowsExactly<ArgumentException>(
            () => BlockCounter.Count(u, u, [0, 0], [0, 0], 1, 0.5f, Measures, new PairCounts[1]));
        StringAssert.StartsWith(blocks.Message, "Blocks of 2 rows and 2 columns for y 2, x 3.");
    }

    private static AxisTensor Noise(TensorShape shape, int seed)
    {
        Random random = new(seed);
        return AxisTensor.FromArray<float>(
            shape, [.. Enumerable.Range(0, (int)shape.ElementCount).Select(_ => random.NextSingle())]);
    }
}
