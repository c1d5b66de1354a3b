using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

using BioZooCte.Images;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Images.Png;

[TestClass]
public sealed class PngImageTests
{
    [TestMethod]
    public async Task Open_Palette_IsRgb()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("a.png", File(Header(2, 1, 8, 3), ("PLTE", [1, 2, 3, 4, 5, 6]), Rows(0, 1, 0)));

        using IImageSource image = ImageFile.Open(path);

        Assert.IsTrue(image.IsRgb);
        CollectionAssert.AreEqual(new[] { "red", "green", "blue" }, image.ChannelNames.ToArray());
        CollectionAssert.AreEqual(
            new byte[] { 4, 5, 6, 1, 2, 3 }, (await ImageReading.ReadAllAsync(image)).Bytes.ToArray());
    }

    [TestMethod]
    public async Task ReadAsync_ColourBeyondThePalette_IsNamed()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("a.png", File(Header(2, 1, 8, 3), ("PLTE", [1, 2, 3]), Rows(0, 0, 9)));

        InvalidImageException e = await Assert.ThrowsExactlyAsync<InvalidImageException>(
            () => ImageReading.ReadFileAsync(path));

        Assert.AreEqual(
            $"{path}: chunk PLTE: has 1 colours; expected a colour 9, which a pixel has.", e.Message);
    }

    [TestMethod]
    public async Task ReadAsync_DataSplitOverChunks_IsOneStream()
    {
        using TemporaryFolder folder = new();
        (string type, byte[] data) = Rows(0, 7, 8);
        string path = folder.File(
            "a.png", File(Header(2, 1, 8, 0), (type, data[..3]), (type, []), (type, data[3..])));

        AxisTensor image = await ImageReading.ReadFileAsync(path);

        CollectionAssert.AreEqual(new byte[] { 7, 8 }, image.Bytes.ToArray());
    }

    [TestMethod]
    public void Open_BadChunks_AreNamed()
    {
        byte[] good = File(Header(2, 1, 8, 0), Rows(0, 7, 8));
        byte[] wrongSum = [.. good];
        wrongSum[29] ^= 1;
        AssertRefused(wrongSum, "chunk IHDR at offset 8: the checksum of its data is ");
        AssertRefused(
            File(Header(2, 1, 7, 0), Rows(0, 7, 8)),
            "chunk IHDR: colour type 0 with 7 bits; expected one of PNG's combinations.");
        AssertRefused(
            File(Header(0, 1, 8, 0), Rows(0, 7, 8)),
            "chunk IHDR: the size is 0 × 1; expected lengths from 1 to 2147483647.");
        AssertRefused(
            File(Header(2, 1, 8, 3), Rows(0, 7, 8)),
            "chunk PLTE: is missing; expected the colours of an image with a palette.");
        AssertRefused(File(Header(2, 1, 8, 0)), "has no IDAT chunk; expected rows.");
        AssertRefused(File(Rows(0, 7, 8)), "chunk IDAT at offset 8: is the first chunk; expected IHDR.");
        AssertRefused(
            File(Header(2, 1, 8, 0), ("NOPE", []), Rows(0, 7, 8)),
            "chunk NOPE at offset 33: is not known; expected IHDR, PLTE, IDAT, IEND or a chunk that may be ignored.");
        AssertRefused(
            File(Header(2, 1, 8, 0), Rows(0, 7, 8), ("tEXt", [65]), Rows(0, 7, 8)),
            ": stands after tEXt; expected all IDAT chunks in a row.");
        AssertRefused(good[..^2], "chunk IEND at offset");
    }

    [TestMethod]
    public void Open_HugeSizeInASmallFile_IsRefusedAtOnce()
    {
        foreach (byte interlace in new byte[] { 0, 1 })
        {
            byte[] file = File(Header(1 << 30, 1 << 30, 16, 6, interlace), Rows(0, 7, 8));
            AssertRefused(file, "chunk IHDR: the size is 1073741824 × 1073741824 with ");
        }
    }

    [TestMethod]
    public void Open_RowOfHundredsOfMegabytes_IsRefusedAtOnce() => AssertRefused(
        File(Header(600_000_000, 1, 1, 0), ("IDAT", new byte[80_000])),
        "chunk IHDR: a row takes 600000000 bytes; expected at most 67108864.");

    [TestMethod]
    [DataRow(new byte[] { 5, 7, 8 }, "row 0: filter 5; expected 0 to 4.")]
    [DataRow(
        new byte[] { 0, 7 }, "chunk IDAT: the Deflate data ends 1 bytes too early; expected 2 more bytes.")]
    [DataRow(
        new byte[] { 0, 7, 8, 9 },
        "chunk IDAT: the Deflate data goes on after the last row; expected its end.")]
    public async Task ReadAsync_BadRows_AreNamed(byte[] rows, string message)
    {
        using TemporaryFolder folder = new();
        string path = folder.File("a.png", File(Header(2, 1, 8, 0), Rows(rows)));

        InvalidImageException e = await Assert.ThrowsExactlyAsync<InvalidImageException>(
            () => ImageReading.ReadFileAsync(path));

        Assert.AreEqual($"{path}: {message}", e.Message);
    }

    /// <summary>An image of several bands: read from below and from above.</summary>
    [TestMethod]
    public async Task ReadAsync_LargeImageInAnyOrder_IsTheSame()
    {
        const int Width = 4096;
        const int Height = 4200;
        byte[] stored = new byte[(Width + 1) * Height];
        for (int i = 0; i < stored.Length; i++)
        {
            stored[i] = i % (Width + 1) == 0 ? (byte)0 : (byte)(i % 251);
        }

        using TemporaryFolder folder = new();
        using IImageSource image = ImageFile.Open(
            folder.File("a.png", File(Header(Width, Height, 8, 0), Rows(stored))));

        foreach (int row in new[] { 4100, 3, 2000, 3000 })
        {
            TensorRegion region = new(image.Shape, new AxisRange(row, 90), new AxisRange(17, 300));
            AxisTensor found = await ImageReading.ReadAsync(image, region);
            for (int y = 0; y < 90; y++)
            {
                ReadOnlySpan<byte> expected = stored.AsSpan(((Width + 1) * (row + y)) + 1 + 17, 300);
                Assert.IsTrue(expected.SequenceEqual(found.Bytes.Slice(300 * y, 300)), $"{row + y}");
            }
        }
    }

    private static void AssertRefused(byte[] bytes, string message)
    {
        using TemporaryFolder folder = new();
        string path = folder.File("a.png", bytes);
        InvalidImageException e = Assert.ThrowsExactly<InvalidImageException>(() => ImageFile.Open(path));
        Assert.StartsWith(path + ": ", e.Message);
        Assert.Contains(message, e.Message);
    }

    private static byte[] File(params (string Type, byte[] Data)[] chunks)
    {
        List<byte> file = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
        foreach ((string type, byte[] data) in chunks.Append(("IEND", [])))
        {
            byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
            file.AddRange([.. BigEndian(data.Length), .. body, .. BigEndian((int)Crc32.HashToUInt32(body))]);
        }

        return [.. file];
    }

    private static (string Type, byte[] Data) Header(int width, int height, byte bits, byte color, byte interlace = 0) =>
        ("IHDR", [.. BigEndian(width), .. BigEndian(height), bits, color, 0, 0, interlace]);

    private static (string Type, byte[] Data) Rows(params byte[] stored)
    {
        using MemoryStream data = new();
        using (ZLibStream stream = new(data, CompressionLevel.Fastest, leaveOpen: true))
        {
            stream.Write(stored);
        }

        return ("IDAT", data.ToArray());
    }

    private static byte[] BigEndian(int value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
