using System.Collections.Immutable;

using BioZooCte.Agreement;
using BioZooCte.Predictions;
using BioZooCte.Tensors;
using BioZooCte.Tiling;

namespace BioZooCte.Tests.Agreement;

[TestClass]
public sealed class VoteReaderTests
{
    private static readonly OutputAxisGeometry Row = new("y", 0, 1, 0, 0);
    private static readonly OutputAxisGeometry Column = new("x", 1, 1, 0, 0);

    [TestMethod]
    [DataRow(null)]
    [DataRow(100)]
    [DataRow(17)]
    public void Read_TilesInAnyOrder_TakesEachPositionOnce(int? sample)
    {
        VotePositions positions = new(0, "a", [(0, 0)], 23, 31, sample);
        VoteReader reader = new(new VoteSheet(positions), new OutputGeometry(0, [Row, Column]));
        TensorShape whole = TensorShape.Of("yx", 23, 31);
        foreach ((int y, int x, int height, int width) in new[]
        {
            (10, 20, 13, 11), (0, 0, 10, 20), (10, 0, 13, 20), (0, 20, 10, 11),
        })
        {
            Assert.IsFalse(reader.Sheet.IsComplete);
            reader.Read(
                Maps(new TensorRegion(whole, [new AxisRange(y, height), new AxisRange(x, width)]), (r, c) => Value(r, c)),
                new SamplePlace(0, 0), 0);
        }

        Assert.IsTrue(reader.Sheet.IsComplete);
        CollectionAssert.AreEqual(
            Enumerable.Range(0, (int)positions.Count)
                .Select(i => VoteReader.ToByte(Value((int)(positions[i] / 31), (int)(positions[i] % 31)))).ToArray(),
            Votes(reader.Sheet));
    }

    [TestMethod]
    [DataRow(0.5, 0, "0 0 1 1 2 2 3 3", DisplayName = "half the size: an element covers two pixels")]
    [DataRow(2.0, 0, "0 2 4 6 8 10 12 14", DisplayName = "twice the size: the first of the two over a pixel")]
    [DataRow(1.0, -2, "0 0 1 2 3 4 5 6", DisplayName = "a border lost: the nearest element where none covers the pixel")]
    public void Read_OutputOfAnotherScale_IsReadAtTheElementThatCoversThePosition(
        double ratio, int offset, string expected)
    {
        OutputAxisGeometry x = new("x", 1, ratio, offset, 0);
        int size = ratio == 1 ? 7 : x.SizeFor(8);
        VoteReader reader = new(
            new VoteSheet(new VotePositions(0, "a", [(0, 0)], 1, 8, null)), new OutputGeometry(0, [Row, x]));

        reader.Read(
            Maps(TensorRegion.All(TensorShape.Of("yx", 1, size)), (_, column) => column / 255f), new SamplePlace(0, 0), 0);

        Assert.AreEqual(expected, string.Join(' ', Votes(reader.Sheet)));
    }

    [TestMethod]
    public void Read_PlanesOneByOneOrTogether_AreTheSamePositions()
    {
        ImmutableArray<(int Frame, int Slice)> planes = [(0, 0), (0, 1), (0, 2)];
        VoteReader single = new(
            new VoteSheet(new VotePositions(0, "a", planes, 4, 5, 37)), new OutputGeometry(0, [Row, Column]));
        VoteReader volume = new(
            new VoteSheet(new VotePositions(0, "a", planes, 4, 5, 37)),
            new OutputGeometry(0, [new("z", 2, 1, 0, 0), Row, Column]));
        for (int z = 2; z >= 0; z--)
        {
            int slice = z;
            single.Read(
                Maps(TensorRegion.All(TensorShape.Of("yx", 4, 5)), (r, c) => Value(r + (4 * slice), c)),
                new SamplePlace(0, slice), 0);
        }

        volume.Read(
            Maps(TensorRegion.All(TensorShape.Of("zyx", 3, 4, 5)), Value), new SamplePlace(0, null), 0);

        Assert.IsTrue(single.Sheet.IsComplete && volume.Sheet.IsComplete);
        CollectionAssert.AreEqual(Votes(single.Sheet), Votes(volume.Sheet));
    }

    [TestMethod]
    public void Read_ChosenPlaneOfAVolume_IsReadThere()
    {
        VoteReader volume = new(
            new VoteSheet(new VotePositions(0, "a", [(0, 1)], 4, 5, null)),
            new OutputGeometry(0, [new("z", 2, 1, 0, 0), Row, Column]));

        volume.Read(Maps(TensorRegion.All(TensorShape.Of("zyx", 3, 4, 5)), Value), new SamplePlace(0, null), 0);

        Assert.IsTrue(volume.Sheet.IsComplete);
        Assert.AreEqual(VoteReader.ToByte(Value(4, 0)), Votes(volume.Sheet)[0]);
    }

    [TestMethod]
    public void Store_BeyondTheBudget_KeepsVotesInAFile()
    {
        VotePositions positions = new(0, "a", [(0, 0)], 3, 4, null);
        using VoteStore store = new(memoryBudget: 12);
        VoteSheet[] sheets = [store.Open(positions), store.Open(positions), store.Open(positions)];
        for (int s = 0; s < sheets.Length; s++)
        {
            sheets[s].Write(5, [.. Enumerable.Range(5, 7).Select(i => (byte)(i + (s * 20)))]);
            Assert.IsFalse(sheets[s].IsComplete);
            sheets[s].Write(0, [.. Enumerable.Range(0, 5).Select(i => (byte)(i + (s * 20)))]);
        }

        for (int s = 0; s < sheets.Length; s++)
        {
            Assert.IsTrue(sheets[s].IsComplete);
            CollectionAssert.AreEqual(
                Enumerable.Range(0, 12).Select(i => (byte)(i + (s * 20))).ToArray(), Votes(sheets[s]));
        }
    }

    [TestMethod]
    [DataRow(0f, 0)]
    [DataRow(0.499f, 127)]
    [DataRow(0.5f, 128)]
    [DataRow(1f, 255)]
    public void ToByte_Probability_IsRounded(float probability, int expected) =>
        Assert.AreEqual(expected, VoteReader.ToByte(probability));

    private static float Value(int row, int column) => ((row * 31) + column) % 256 / 255f;

    private static byte[] Votes(VoteSheet sheet)
    {
        byte[] votes = new byte[sheet.Positions.Count];
        sheet.Read(0, votes);
        return votes;
    }

    /// <summary>A part of a map whose values follow from the row (over all planes) and column in the whole.</summary>
    private static ForegroundMaps Maps(TensorRegion region, Func<int, int, float> value)
    {
        AxisTensor map = new(region.Shape, ElementType.Float32);
        Span<float> values = map.AsSpan<float>();
        int width = region[region.Whole.Count - 1].Length;
        for (int i = 0; i < values.Length; i++)
        {
            (int row, int x) = Math.DivRem(i, width);
            values[i] = value(region[region.Whole.Count - 2].Start + row, region[region.Whole.Count - 1].Start + x);
        }

        return new ForegroundMaps(map, [], region);
    }
}
