using BioZooCte.Images;
using BioZooCte.Images.Tiff;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Images.Tiff;

[TestClass]
public sealed class TiffImageTests
{
    [TestMethod]
    public async Task ReadAsync_Palette_IsRgb()
    {
        TestPage page = new(2, 1, [1, 0])
        {
            Photometric = TiffPhotometric.Palette,
            ColorMap = [.. Colors(0x1100, 0x2200), .. Colors(0x3300, 0x4400), .. Colors(0x5500, 0x6600)],
        };

        AxisTensor image = await TestPageReading.ReadAsync(page);

        Assert.AreEqual("yxc", image.Shape.Letters);
        CollectionAssert.AreEqual(new byte[] { 0x22, 0x44, 0x66, 0x11, 0x33, 0x55 }, image.Bytes.ToArray());
    }

    /// <summary>ImageJ stores measured values with the lookup table that they were last seen in.</summary>
    [TestMethod]
    public async Task ReadAsync_PaletteOfImageJ_IsTheValues()
    {
        TestPage page = new(2, 1, [1, 0])
        {
            Photometric = TiffPhotometric.Palette,
            ColorMap = [.. Colors(0x1100, 0x2200), .. Colors(0x3300, 0x4400), .. Colors(0x5500, 0x6600)],
            Description = "ImageJ=1.53t\n",
        };

        AxisTensor image = await TestPageReading.ReadAsync(page);

        Assert.AreEqual("yx", image.Shape.Letters);
        CollectionAssert.AreEqual(new byte[] { 1, 0 }, image.Bytes.ToArray());
    }

    [TestMethod]
    public async Task ReadAsync_OddBits_AreUnpacked()
    {
        AxisTensor four = await TestPageReading.ReadAsync(new TestPage(3, 1, [0x1F, 0x70]) { Bits = 4 });
        AxisTensor twelve = await TestPageReading.ReadAsync(
            new TestPage(3, 1, [0x12, 0x3F, 0xFE, 0x80, 0x10]) { Bits = 12 });

        CollectionAssert.AreEqual(new byte[] { 1, 15, 7 }, four.AsSpan<byte>().ToArray());
        CollectionAssert.AreEqual(new ushort[] { 0x123, 0xFFE, 0x801 }, twelve.AsSpan<ushort>().ToArray());
    }

    [TestMethod]
    public async Task ReadAsync_ReducedCopies_AreNotPages()
    {
        AxisTensor image = await TestPageReading.ReadAsync(
            new TestPage(2, 2, [1, 2, 3, 4]), new TestPage(1, 1, [9]) { Subfile = 1 });

        Assert.AreEqual("y 2, x 2", image.Shape.ToString());
    }

    [TestMethod]
    public async Task ReadAsync_TilesAndStrips_AreOneImage()
    {
        AxisTensor strips = await TestPageReading.ReadAsync(
            new TestPage(2, 3, [1, 2, 3, 4], [5, 6]) { RowsPerStrip = 2 });
        AxisTensor tiles = await TestPageReading.ReadAsync(
            new TestPage(3, 1, [1, 2, 0, 0], [3, 0, 0, 0]) { Tile = (2, 2) });

        CollectionAssert.AreEqual(new byte[] { 1, 2, 3, 4, 5, 6 }, strips.Bytes.ToArray());
        CollectionAssert.AreEqual(new byte[] { 1, 2, 3 }, tiles.Bytes.ToArray());
    }

    [TestMethod]
    public async Task Open_UnsupportedKinds_AreNamedByTagAndValue()
    {
        byte[] data = new byte[64];
        Assert.AreEqual(
            "page 0, tag Compression (259): Zstandard compression (50000) is not supported; expected none (1), "
                + "LZW (5), Deflate (8, 32946) or PackBits (32773).",
            await TestPageReading.RefusalAsync(new TestPage(2, 2, data) { Compression = 50000 }));
        Assert.AreEqual(
            "page 0, tag PhotometricInterpretation (262): CMYK (5) is not supported; expected gray (0, 1, 4), "
                + "RGB (2) or a palette (3).",
            await TestPageReading.RefusalAsync(new TestPage(2, 2, data) { Photometric = 5, Samples = 4 }));
        Assert.AreEqual(
            "page 0, tag SampleFormat (339): format 6 of 64 bits is not supported; expected unsigned (1), signed of "
                + "8, 16, 32 or 64 bits (2) or float of 16, 32 or 64 bits (3).",
            await TestPageReading.RefusalAsync(new TestPage(2, 2, data) { Format = 6, Bits = 64 }));
        Assert.AreEqual(
            "page 0, tag BitsPerSample (258): 24; expected 1 to 16, 32 or 64.",
            await TestPageReading.RefusalAsync(new TestPage(2, 2, data) { Bits = 24 }));
        Assert.AreEqual(
            "page 0, tag Predictor (317): 34892 with 8 bits is not supported; expected 1, 2 for samples of 8, 16, 32 "
                + "or 64 bits, 3 for floats.",
            await TestPageReading.RefusalAsync(new TestPage(2, 2, data) { Predictor = 34892 }));
        Assert.AreEqual(
            "page 0, tag FillOrder (266): 2 (bits in reverse) is not supported; expected 1.",
            await TestPageReading.RefusalAsync(new TestPage(2, 2, data) { FillOrder = 2 }));
        Assert.AreEqual(
            "page 0, tag SamplesPerPixel (277): 1 for RGB; expected at least 3.",
            await TestPageReading.RefusalAsync(new TestPage(2, 2, data) { Photometric = 2 }));
    }

    [TestMethod]
    public async Task Open_PagesUnlike_NamesBoth()
    {
        Assert.AreEqual(
            "page 1: 1 × 1 pixels of 1 × uint8; expected 2 × 1 pixels of 1 × uint8, as page 0.",
            await TestPageReading.RefusalAsync(new TestPage(2, 1, [1, 2]), new TestPage(1, 1, [9])));
    }

    [TestMethod]
    public async Task Open_SizesTheFileCannotHold_AreRefusedAtOnce()
    {
        byte[] data = new byte[100];
        Assert.AreEqual(
            "page 0, strip 0 at offset 182: 100 bytes without compression; expected what 1000000000000 bytes of pixels take.",
            await TestPageReading.RefusalAsync(new TestPage(1000000, 1000000, data)));
        Assert.AreEqual(
            "page 0, strip 0 at offset 182: 100 bytes with LZW compression; expected what 1000000 bytes of pixels take.",
            await TestPageReading.RefusalAsync(new TestPage(1000, 1000, data) { Compression = TiffCompression.Lzw }));
        Assert.AreEqual(
            "page 0, tag StripOffsets (273): 1 strips of 10 × 2 pixels; expected 5 for 10 × 10 pixels of 1 × uint8.",
            await TestPageReading.RefusalAsync(new TestPage(10, 10, data) { RowsPerStrip = 2 }));
    }

    [TestMethod]
    public void Open_ChainThatComesBack_IsRefused()
    {
        byte[] file = TestPage.File(new TestPage(2, 1, [1, 2]));
        int next = 8 + 2 + (BitConverter.ToUInt16(file, 8) * 12);
        file[next] = 8;
        using TemporaryFolder folder = new();
        string path = folder.File("a.tif", file);

        InvalidImageException e = Assert.ThrowsExactly<InvalidImageException>(() => ImageFile.Open(path));

        Assert.AreEqual(
            $"{path}: page 1, directory at offset 8: the chain of directories comes back to it; expected an end of "
                + "the chain.",
            e.Message);
    }

    [TestMethod]
    public async Task ReadAsync_ManyThreads_ReadTheSame()
    {
        using TemporaryFolder folder = new();
        byte[][] strips = [.. Enumerable.Range(0, 100).Select(i => Packed(Enumerable.Repeat((byte)i, 128)))];
        string path = folder.File("a.tif", TestPage.File(
            new TestPage(128, 100, strips) { RowsPerStrip = 1, Compression = TiffCompression.PackBits }));
        using IImageSource image = ImageFile.Open(path);

        await Parallel.ForAsync(0, 200, async (i, token) =>
        {
            TensorRegion region = ImageReading.RandomRegion(new Random(i), image.Shape);
            AxisTensor part = await ImageReading.ReadAsync(image, region, token);
            for (int row = 0; row < region[0].Length; row++)
            {
                Span<byte> values = part.Bytes.Slice(row * region[1].Length, region[1].Length);
                Assert.IsFalse(values.ContainsAnyExcept((byte)(region[0].Start + row)));
            }
        });
    }

    /// <summary>A run of at most 128 equal bytes.</summary>
    private static byte[] Packed(IEnumerable<byte> row) => [(byte)(257 - row.Count()), row.First()];

    private static uint[] Colors(uint first, uint second) => [first, second, .. new uint[254]];

    /// <summary>A small file whose strips are all the same bytes would be a long read.</summary>
    [TestMethod]
    public void Open_StripsOverOneAnother_AreRefused()
    {
        const int Side = 1024;
        using TemporaryFolder folder = new();
        TiffDirectoryWriter writer = new(isBig: false);
        writer.Add(TiffTag.ImageWidth, (uint)Side);
        writer.Add(TiffTag.ImageLength, (uint)Side);
        writer.Add(TiffTag.BitsPerSample, (ushort)8);
        writer.Add(TiffTag.StripOffsets, [.. Enumerable.Repeat(0u, Side)]);
        writer.Add(TiffTag.RowsPerStrip, 1u);
        writer.Add(TiffTag.StripByteCounts, [.. Enumerable.Repeat((uint)Side, Side)]);
        byte[] file = [.. writer.Header(), .. writer.Finish(writer.HeaderLength, next: 0)];
        string path = folder.File("a.tif", file);

        InvalidImageException e = Assert.ThrowsExactly<InvalidImageException>(() => ImageFile.Open(path));

        Assert.AreEqual(
            $"{path}: page 0: its 1024 strips lie over one another: 1048576 bytes in a file of {file.Length}; "
                + "expected each in its own place.",
            e.Message);
    }
}
