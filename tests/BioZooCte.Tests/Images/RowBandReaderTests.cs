using BioZooCte.Images;

namespace BioZooCte.Tests.Images;

[TestClass]
public sealed class RowBandReaderTests
{
    /// <summary>Rows of 64 KiB: 16 in a band, 320 in the segment.</summary>
    private static readonly RowSegment Large = new(Id: 7, Rows: 320, RowBytes: 1 << 16);

    [TestMethod]
    public void Read_FurtherDown_GoesOnWhereTheDecoderStands()
    {
        List<CountingDecoder> opened = [];
        using RowBandReader reader = new(_ => Open(opened), imageRowBytes: 1 << 16);

        RowBand first = reader.Read(Large, row: 3, default);
        RowBand third = reader.Read(Large, row: 40, default);
        RowBand second = reader.Read(Large, row: 17, default);

        Assert.HasCount(1, opened);
        Assert.AreEqual(48, opened[0].RowsDecoded);
        Assert.AreEqual((0, 16, 32), (first.FirstRow, second.FirstRow, third.FirstRow));
        Assert.AreEqual(33, third.Bytes[Large.RowBytes]);
        Assert.AreEqual(0, opened[0].Finished);
    }

    [TestMethod]
    public void Read_ToTheEnd_FinishesOnce()
    {
        List<CountingDecoder> opened = [];
        using RowBandReader reader = new(_ => Open(opened), imageRowBytes: 1 << 16);
        reader.Read(Large, row: 319, default);

        Assert.AreEqual(320, opened[0].RowsDecoded);
        Assert.AreEqual(1, opened[0].Finished);
    }

    [TestMethod]
    public void Read_BandNoLongerKept_StartsAgain()
    {
        // 64 MiB are kept at least; 1,600 rows are 100 MiB.
        RowSegment huge = Large with { Rows = 1600 };
        List<CountingDecoder> opened = [];
        using (RowBandReader reader = new(_ => Open(opened), imageRowBytes: 1))
        {
            reader.Read(huge, row: 1599, default);
            reader.Read(huge, row: 0, default);
        }

        Assert.HasCount(2, opened);
        Assert.AreEqual(16, opened[1].RowsDecoded);
        Assert.IsTrue(opened.TrueForAll(decoder => decoder.IsDisposed));
    }

    [TestMethod]
    public void Read_SmallSegment_IsDecodedInOnePieceAndKept()
    {
        RowSegment small = new(Id: 1, Rows: 10, RowBytes: 100);
        List<CountingDecoder> opened = [];
        using RowBandReader reader = new(_ => Open(opened), imageRowBytes: 100);

        RowBand band = reader.Read(small, row: 9, default);

        Assert.AreSame(band, reader.Read(small, row: 0, default));
        Assert.HasCount(1, opened);
        Assert.IsTrue(opened[0].IsDisposed);
    }

    [TestMethod]
    public void Read_Cancelled_EndsWithinABand()
    {
        List<CountingDecoder> opened = [];
        using RowBandReader reader = new(_ => Open(opened), imageRowBytes: 1 << 16);
        using CancellationTokenSource source = new();
        source.Cancel();

        Assert.ThrowsExactly<OperationCanceledException>(() => reader.Read(Large, row: 319, source.Token));
        Assert.AreEqual(0, opened[0].RowsDecoded);
    }

    private static CountingDecoder Open(List<CountingDecoder> opened)
    {
        opened.Add(new CountingDecoder(Large.RowBytes));
        return opened[^1];
    }

    /// <summary>Fills each row with its number.</summary>
    private sealed class CountingDecoder(int rowBytes) : RowDecoder
    {
        public int RowsDecoded { get; private set; }

        public int Finished { get; private set; }

        public bool IsDisposed { get; private set; }

        public override void Decode(Span<byte> rows)
        {
            for (; !rows.IsEmpty; rows = rows[Math.Min(rowBytes, rows.Length)..])
            {
                rows[..Math.Min(rowBytes, rows.Length)].Fill((byte)RowsDecoded++);
            }
        }

        public override void Finish() => Finished++;

        public override void Dispose() => IsDisposed = true;
    }
}
