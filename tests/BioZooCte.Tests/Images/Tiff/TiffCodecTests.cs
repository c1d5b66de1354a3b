using BioZooCte.Images;
using BioZooCte.Images.Tiff;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Images.Tiff;

[TestClass]
public sealed class TiffCodecTests
{
    /// <summary>
    /// The example of the TIFF 6.0 specification: codes 256 7 258 8 8 258 6 6 257, nine bits each.
    /// </summary>
    [TestMethod]
    public async Task Lzw_SpecificationsExample_Decodes()
    {
        byte[] data = Codes(256, 7, 258, 8, 8, 258, 6, 6, 257);

        AxisTensor image = await TestPageReading.ReadAsync(
            new TestPage(9, 1, data) { Compression = TiffCompression.Lzw });

        CollectionAssert.AreEqual(new byte[] { 7, 7, 7, 8, 8, 7, 7, 6, 6 }, image.Bytes.ToArray());
    }

    [TestMethod]
    public async Task Lzw_DamagedData_IsNamed()
    {
        const string Place = "page 0, strip 0 at offset 182: ";
        Assert.AreEqual(Place + "LZW code 300; expected at most 258.", await RefusalAsync(256, 7, 300));
        Assert.AreEqual(
            Place + "LZW code 300 after a cleared table; expected a code below 256.", await RefusalAsync(256, 300));
        Assert.AreEqual(Place + "the LZW data ends; expected 9 more bytes.", await RefusalAsync(256, 7, 257));
        Assert.AreEqual(Place + "the data ends; expected 9 more bytes.", await RefusalAsync(256, 7));
        Assert.AreEqual(
            Place + "the LZW data begins with code 7; expected 256, which clears the table (the reversed bits of "
                + "TIFF 5 are not supported).",
            await RefusalAsync(7, 7));

        static Task<string> RefusalAsync(params int[] codes) => TestPageReading.RefusalAsync(
            new TestPage(10, 1, Codes(codes)) { Compression = TiffCompression.Lzw });
    }

    /// <summary>Strings longer than what is asked for are handed on in pieces.</summary>
    [TestMethod]
    public void Lzw_ReadInPieces_IsTheSame()
    {
        using TemporaryFolder folder = new();
        byte[] data = Codes(256, 7, 258, 259, 260, 261, 9, 257);
        using ImageBytes file = ImageBytes.Open(folder.File("a", data));
        using LzwBytes decoder = new(file, new FileSection(0, data.Length), "strip");
        byte[] found = new byte[16];

        for (int i = 0; i < found.Length; i += 2)
        {
            decoder.Read(found.AsSpan(i, 2));
        }

        CollectionAssert.AreEqual(new byte[] { 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 9 }, found);
    }

    /// <summary>The example of Apple's technical note 1023.</summary>
    [TestMethod]
    public async Task PackBits_ApplesExample_Decodes()
    {
        byte[] data =
        [
            0xFE, 0xAA, 0x02, 0x80, 0x00, 0x2A, 0xFD, 0xAA, 0x03, 0x80, 0x00, 0x2A, 0x22, 0xF7, 0xAA,
        ];
        byte[] expected =
        [
            0xAA, 0xAA, 0xAA, 0x80, 0x00, 0x2A, 0xAA, 0xAA, 0xAA, 0xAA, 0x80, 0x00, 0x2A, 0x22,
            0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA,
        ];

        AxisTensor image = await TestPageReading.ReadAsync(
            new TestPage(6, 4, data) { Compression = TiffCompression.PackBits });

        CollectionAssert.AreEqual(expected, image.Bytes.ToArray());
    }

    [TestMethod]
    public void Horizontal_EverySize_AddsUp()
    {
        byte[] bytes = [1, 2, 3, 4];
        byte[] shorts = [255, 0, 1, 1];

        TiffPredictor.UndoHorizontal(bytes, samples: 2, sampleBytes: 1);
        TiffPredictor.UndoHorizontal(shorts, samples: 1, sampleBytes: 2);

        CollectionAssert.AreEqual(new byte[] { 1, 2, 4, 6 }, bytes);
        CollectionAssert.AreEqual(new byte[] { 255, 0, 0, 2 }, shorts);
    }

    /// <summary>1.0 and 2.0 are 3F800000 and 40000000: highest bytes first, as differences.</summary>
    [TestMethod]
    public void FloatingPoint_TwoFloats_AreInterleavedAgain()
    {
        byte[] stored = [0x3F, 0x01, 0x40, 0x80, 0, 0, 0, 0];
        byte[] row = new byte[8];

        TiffPredictor.UndoFloatingPoint(stored, samples: 1, sampleBytes: 4, row);

        Assert.AreEqual(1f, BitConverter.ToSingle(row, 0));
        Assert.AreEqual(2f, BitConverter.ToSingle(row, 4));
    }

    /// <summary>Nine bits a code, the highest first.</summary>
    private static byte[] Codes(params int[] codes)
    {
        byte[] bytes = new byte[((codes.Length * 9) + 7) / 8];
        for (int i = 0; i < codes.Length * 9; i++)
        {
            bytes[i / 8] |= (byte)(((codes[i / 9] >> (8 - (i % 9))) & 1) << (7 - (i % 8)));
        }

        return bytes;
    }
}
