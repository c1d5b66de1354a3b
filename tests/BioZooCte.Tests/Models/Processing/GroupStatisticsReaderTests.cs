using BioZooCte.Models.Processing;
using BioZooCte.Numerics;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Models.Processing;

[TestClass]
public sealed class GroupStatisticsReaderTests
{
    private const int BandElements = 500;

    private static readonly Percentile[] Asked = [new(1), new(99.8), new(50, PercentileMethod.InvertedCdf)];

    [TestMethod]
    public async Task ReadAsync_InterleavedChannels_KeepsThemApart()
    {
        AxisTensor tensor = AxisTensor.FromArray<byte>(TensorShape.Of("yxc", 1, 3, 2), 1, 10, 2, 20, 3, 60);

        GroupStatistics found = await GroupStatisticsReader.ReadAsync(
            new ArraySource(tensor), ["channel"], [new(50)], CancellationToken.None);

        CollectionAssert.AreEqual(new double[] { 2, 20 }, found.Percentiles[0]);
        CollectionAssert.AreEqual(new double[] { 2, 30 }, found.Moments.Select(m => m.Mean).ToArray());
    }

    /// <summary>
    /// More than a band: two channels that come together in every band, each counted in two passes of single
    /// precision (or one of 16 bit integers).
    /// </summary>
    [TestMethod]
    [DataRow(ElementType.Float32, 2)]
    [DataRow(ElementType.UInt16, 1)]
    public async Task ReadAsync_MoreThanABand_EqualsSorting(ElementType type, int passes)
    {
        TensorShape shape = TensorShape.Of("cyx", 2, 61, 53);
        Random random = new(23);
        AxisTensor values = new(shape, ElementType.Float64);
        foreach (ref double value in values.AsSpan<double>())
        {
            value = random.NextDouble() * random.NextDouble() * 60_000;
        }

        AxisTensor tensor = ElementConverter.Cast(values, type);
        ArraySource source = new(tensor);

        GroupStatistics found = await GroupStatisticsReader.ReadAsync(
            source, ["channel"], Asked, CancellationToken.None, BandElements);

        Assert.AreEqual(passes * shape.ElementCount, source.ElementsRead);
        double[] all = ElementConverter.Cast(tensor, ElementType.Float64).AsSpan<double>().ToArray();
        for (int channel = 0; channel < 2; channel++)
        {
            double[] own = all[(channel * all.Length / 2)..((channel + 1) * all.Length / 2)];
            double[] scratch = [.. own];
            scratch.AsSpan().Sort();
            for (int i = 0; i < Asked.Length; i++)
            {
                PercentileRank rank = Asked[i].RankAmong(own.Length);
                Assert.AreEqual(
                    rank.Between(scratch[rank.Lower], scratch[rank.Upper]), found.Percentiles[i][channel]);
            }

            double mean = own.Average();
            Assert.AreEqual(own.Length, found.Moments[channel].Count);
            Assert.AreEqual(mean, found.Moments[channel].Mean, 1e-8);
            Assert.AreEqual(
                Math.Sqrt(own.Average(v => (v - mean) * (v - mean))), found.Moments[channel].StandardDeviation, 1e-8);
        }
    }

    /// <summary>
    /// Slices are not reduced, and there are too many for one band: each is read once, in pieces.
    /// </summary>
    [TestMethod]
    public async Task ReadAsync_MoreThanABandOfSlices_ReadsEachOnce()
    {
        TensorShape shape = TensorShape.Of("bczyx", 1, 2, 5, 9, 7);
        AxisTensor tensor = new(shape, ElementType.UInt8);
        Span<byte> bytes = tensor.Bytes;
        const int Slice = 9 * 7;
        for (int i = 0; i < 10; i++)
        {
            bytes.Slice(i * Slice, Slice).Fill((byte)(3 * i));
        }

        ArraySource source = new(tensor);

        GroupStatistics found = await GroupStatisticsReader.ReadAsync(
            source, ["channel", "z"], [new(50)], CancellationToken.None, BandElements);

        Assert.AreEqual(shape.ElementCount, source.ElementsRead);
        double[] expected = [.. Enumerable.Range(0, 10).Select(i => 3.0 * i)];
        CollectionAssert.AreEqual(expected, found.Percentiles[0]);
        CollectionAssert.AreEqual(expected, found.Moments.Select(m => m.Mean).ToArray());
        Assert.IsTrue(found.Moments.All(m => m.Count == Slice && m.StandardDeviation == 0));
    }

    /// <summary>
    /// Channels cannot be cut apart: sixteen are counted at a time, and the rest in another reading.
    /// </summary>
    [TestMethod]
    public async Task ReadAsync_MoreThanABandOfManyChannels_CountsThemInTurns()
    {
        TensorShape shape = TensorShape.Of("yxc", 8, 5, 20);
        AxisTensor tensor = AxisTensor.FromArray<byte>(
            shape, [.. Enumerable.Range(0, (int)shape.ElementCount).Select(i => (byte)(i % 20))]);
        ArraySource source = new(tensor);

        GroupStatistics found = await GroupStatisticsReader.ReadAsync(
            source, ["channel"], [new(100)], CancellationToken.None, BandElements);

        Assert.AreEqual(2 * shape.ElementCount, source.ElementsRead);
        CollectionAssert.AreEqual(Enumerable.Range(0, 20).Select(c => (double)c).ToArray(), found.Percentiles[0]);
    }

    [TestMethod]
    public async Task ReadAsync_ACanceledToken_Ends()
    {
        AxisTensor tensor = new(TensorShape.Of("yx", 30, 150), ElementType.UInt8);

        await Assert.ThrowsExactlyAsync<OperationCanceledException>(async () => await GroupStatisticsReader.ReadAsync(
            new ArraySource(tensor), [], [new(50)], new CancellationToken(canceled: true), BandElements));
    }

    [TestMethod]
    [DataRow(ElementType.Bool)]
    [DataRow(ElementType.UInt8)]
    [DataRow(ElementType.Int8)]
    [DataRow(ElementType.UInt16)]
    [DataRow(ElementType.Int16)]
    [DataRow(ElementType.UInt32)]
    [DataRow(ElementType.Int32)]
    [DataRow(ElementType.UInt64)]
    [DataRow(ElementType.Int64)]
    [DataRow(ElementType.Float16)]
    [DataRow(ElementType.Float32)]
    [DataRow(ElementType.Float64)]
    public async Task ReadAsync_EveryType_TakesTheValues(ElementType type)
    {
        AxisTensor tensor = ElementConverter.Cast(
            AxisTensor.FromArray<double>(TensorShape.Of("x", 4), 0, 1, 1, 0), type);

        GroupStatistics found = await GroupStatisticsReader.ReadAsync(
            new ArraySource(tensor), [], [new(100)], CancellationToken.None);

        Assert.AreEqual(new Moments(4, 0.5, 1), found.Moments[0]);
        Assert.AreEqual(1, found.Percentiles[0][0]);
    }
}
