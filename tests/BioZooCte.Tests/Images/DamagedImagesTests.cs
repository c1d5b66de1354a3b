using BioZooCte.Images;
using BioZooCte.Images.Tiff;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Images;

/// <summary>
/// Every reference file, cut or with a byte changed at seeded places, a small one at each: an error that names file
/// and place, or an image of the declared shape and type; no other exception, no hang, no memory beyond what the file
/// can fill.
/// </summary>
[TestClass]
public sealed class DamagedImagesTests
{
    private const int ChangesPerFile = 200;

    /// <summary>Bytes of a file that is damaged at each of them.</summary>
    private const int Small = 400;
    private const long MemoryLimit = 1L << 30;

    [TestMethod]
    [Timeout(120_000, CooperativeCancellation = true)]
    public async Task Open_AnyByteChangedOrCut_IsRefusedOrOfTheDeclaredShape()
    {
        Random random = new(20250101);
        using TemporaryFolder folder = new();
        foreach (GoldenImage golden in GoldenImage.All("images.json"))
        {
            byte[] bytes = File.ReadAllBytes(golden.Path);
            string path = folder.File(Path.GetFileName(golden.Path));
            foreach ((byte[] damaged, string what) in Damages(random, bytes))
            {
                File.WriteAllBytes(path, damaged);
                long before = GC.GetAllocatedBytesForCurrentThread();
                InvalidImageException? error = await ErrorOfAsync(path, golden, what);
                Assert.IsLessThan(
                    MemoryLimit, GC.GetAllocatedBytesForCurrentThread() - before, $"{golden}: {what}");
                if (error is not null)
                {
                    Assert.StartsWith(path + ": ", error.Message);
                    Assert.EndsWith(".", error.Message);
                }
                else
                {
                    // Each byte of a PNG is covered by a checksum or fixed.
                    Assert.IsFalse(
                        path.EndsWith(".png", StringComparison.Ordinal),
                        $"{golden}: {what} was not detected");
                }
            }
        }
    }

    /// <summary>The checksum of Deflate covers the pixels of each strip and tile.</summary>
    [TestMethod]
    public async Task ReadAsync_DeflateDataChanged_IsRefusedOrTheSamePixels()
    {
        Random random = new(11);
        using TemporaryFolder folder = new();
        int changed = 0;
        foreach (GoldenImage golden in GoldenImage.All("images.json").Where(g => g.Error is null))
        {
            foreach (FileSection section in DeflateSections(golden))
            {
                byte[] bytes = File.ReadAllBytes(golden.Path);
                AxisTensor whole = await ImageReading.ReadFileAsync(golden.Path);
                bytes[section.Offset + random.NextInt64(section.Length)] ^= (byte)(1 << random.Next(8));
                string path = folder.File("a.tif", bytes);
                try
                {
                    AxisTensor read = await ImageReading.ReadFileAsync(path);
                    Assert.IsTrue(
                        whole.Bytes.SequenceEqual(read.Bytes), $"{golden}: a change was not detected");
                }
                catch (InvalidImageException e)
                {
                    Assert.Contains("the Deflate data ", e.Message);
                }

                changed++;
            }
        }

        if (changed == 0)
        {
            Assert.Inconclusive("No reference file has Deflate data in a TIFF.");
        }
    }

    private static IEnumerable<(byte[] Damaged, string What)> Damages(Random random, byte[] bytes)
    {
        for (int place = 0; place < bytes.Length && bytes.Length <= Small; place++)
        {
            yield return Cut(bytes, place);
            yield return Change(bytes, place, (byte)~bytes[place]);
        }

        for (int i = 0; i < ChangesPerFile; i++)
        {
            // Half of the places near an end: that is where headers and directories are.
            int place = random.Next(4) switch
            {
                0 => random.Next(Math.Min(400, bytes.Length)),
                1 => bytes.Length - 1 - random.Next(Math.Min(400, bytes.Length)),
                _ => random.Next(bytes.Length),
            };
            byte value = random.Next(3) switch { 0 => 0xFF, 1 => 0, _ => (byte)random.Next(256) };
            value = value == bytes[place] ? (byte)(value ^ (1 << random.Next(8))) : value;
            yield return i % 3 == 0 ? Cut(bytes, place) : Change(bytes, place, value);
        }
    }

    private static (byte[] Damaged, string What) Cut(byte[] bytes, int place) => (bytes[..place], $"cut at {place}");

    private static (byte[] Damaged, string What) Change(byte[] bytes, int place, byte value)
    {
        byte[] damaged = [.. bytes];
        damaged[place] = value;
        return (damaged, $"byte {place} is {value} instead of {bytes[place]}");
    }

    private static async Task<InvalidImageException?> ErrorOfAsync(string path, GoldenImage golden, string what)
    {
        try
        {
            using IImageSource image = ImageFile.Open(path, golden.IsArray ? "yx" : null);
            Assert.IsLessThan(
                MemoryLimit, image.Shape.ElementCount * image.ElementType.SizeOf(), $"{golden}: {what}");
            AxisTensor read = await ImageReading.ReadAllAsync(image);
            Assert.AreEqual(image.Shape, read.Shape);
            return null;
        }
        catch (InvalidImageException e)
        {
            return e;
        }
    }

    private static List<FileSection> DeflateSections(GoldenImage golden)
    {
        if (!golden.Path.EndsWith(".tif", StringComparison.Ordinal))
        {
            return [];
        }

        using ImageBytes file = ImageBytes.Open(golden.Path);
        return
        [
            .. TiffStackReader.Read(TiffFile.ReadDirectories(file)).Planes
                .Where(page => page.Compression is TiffCompression.Deflate or TiffCompression.OldDeflate)
                .SelectMany(page => page.Segments),
        ];
    }
}
