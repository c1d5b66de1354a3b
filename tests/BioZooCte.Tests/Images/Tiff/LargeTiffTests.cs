using System.Text;

using BioZooCte.Images;
using BioZooCte.Images.Tiff;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Images.Tiff;

/// <summary>Files of gigabytes, most of which is a hole in the file system.</summary>
[TestClass]
public sealed class LargeTiffTests
{
    [TestMethod]
    public async Task ReadAsync_TilesOfALargeImage_TakeLittleMemory()
    {
        using TemporaryFolder folder = new();
        string path = MakeSparse(folder, 10_000, 10_000, description: "", bits: 16, planes: 1, out long data);
        WriteAt(path, data + (((9_000L * 10_000) + 5_000) * 2), [0x34, 0x12]);
        using IImageSource image = ImageFile.Open(path);
        TensorRegion region = new(image.Shape, new AxisRange(8_900, 512), new AxisRange(4_900, 512));
        AxisTensor tile = new(region.Shape, image.ElementType);

        long before = GC.GetAllocatedBytesForCurrentThread();
        await image.ReadAsync(region, tile, default);
        long taken = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.AreEqual(0x1234, tile.AsSpan<ushort>()[(100 * 512) + 100]);
        Assert.IsLessThan(1 << 20, taken);
    }

    /// <summary>
    /// ImageJ writes stacks over 4 GB with one directory; the other planes follow the first.
    /// </summary>
    [TestMethod]
    public async Task Open_StackOfImageJOver4GB_HasAllItsPlanes()
    {
        using TemporaryFolder folder = new();
        const int Planes = 1300;
        string path = MakeSparse(
            folder, 2_000, 1_000, $"ImageJ=1.53t\nimages={Planes}\nchannels=2\nframes={Planes / 2}\n", 16, Planes, out long data);
        WriteAt(path, data + (1_299L * 2_000 * 1_000 * 2), [0xFF, 0x7F]);

        using IImageSource image = ImageFile.Open(path);

        Assert.AreEqual("time 650, channel 2, y 1000, x 2000", image.Shape.ToString());
        TensorRegion last = new(image.Shape, new AxisRange(649, 1), new AxisRange(0, 2), new AxisRange(0, 1), new AxisRange(0, 2));
        AxisTensor read = await ImageReading.ReadAsync(image, last);
        CollectionAssert.AreEqual(new ushort[] { 0, 0, 0x7FFF, 0 }, read.AsSpan<ushort>().ToArray());
    }

    private static string MakeSparse(
        TemporaryFolder folder, int width, int height, string description, int bits, int planes, out long data)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("A file of this size would be written out here.");
        }

        TiffDirectoryWriter writer = new(isBig: false);
        writer.Add(TiffTag.ImageWidth, (uint)width);
        writer.Add(TiffTag.ImageLength, (uint)height);
        writer.Add(TiffTag.BitsPerSample, (ushort)bits);
        writer.AddText(TiffTag.ImageDescription, [.. Encoding.ASCII.GetBytes(description), 0]);
        data = 4096;
        writer.AddOffset(TiffTag.StripOffsets, data);
        writer.AddOffset(TiffTag.StripByteCounts, (long)width * height * bits / 8);
        byte[] directory = writer.Finish(writer.HeaderLength, next: 0);
        string path = folder.File("a.tif", [.. writer.Header(), .. directory]);
        using FileStream stream = new(path, FileMode.Open);
        stream.SetLength(data + ((long)planes * width * height * bits / 8));
        return path;
    }

    private static void WriteAt(string path, long offset, byte[] bytes)
    {
        using FileStream stream = new(path, FileMode.Open);
        stream.Position = offset;
        stream.Write(bytes);
    }

    /// <summary>A tag may not name as many values as the file is long.</summary>
    [TestMethod]
    [DataRow((ushort)TiffTag.BitsPerSample, (ushort)3, "has 200000000 values; expected at most 1048576 bytes of them.")]
    [DataRow((ushort)TiffTag.StripOffsets, (ushort)4, "has 200000000 values; expected at most 67108864 bytes of them.")]
    public void Open_TagOfManyValues_IsRefusedBeforeTheyAreRead(ushort tag, ushort type, string expected)
    {
        using TemporaryFolder folder = new();
        string path = MakeSparse(folder, 10_000, 10_000, description: "", bits: 16, planes: 5, out long data);
        byte[] file = new byte[4096];
        using (FileStream stream = new(path, FileMode.Open))
        {
            stream.ReadExactly(file);
        }

        int entry = 10;
        while (BitConverter.ToUInt16(file, entry) != tag)
        {
            entry += 12;
        }

        WriteAt(path, entry + 2, [.. BitConverter.GetBytes(type), .. BitConverter.GetBytes(200_000_000u)]);
        WriteAt(path, entry + 8, BitConverter.GetBytes((uint)data));
        long before = GC.GetAllocatedBytesForCurrentThread();

        InvalidImageException e = Assert.ThrowsExactly<InvalidImageException>(() => ImageFile.Open(path));

        Assert.AreEqual($"{path}: page 0, tag {(TiffTag)tag} ({tag}): {expected}", e.Message);
        Assert.IsLessThan(1 << 20, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
