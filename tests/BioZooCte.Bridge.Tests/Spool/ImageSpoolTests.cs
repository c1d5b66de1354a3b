using BioZooCte.Bridge.Spool;
using BioZooCte.Tensors;

namespace BioZooCte.Bridge.Tests.Spool;

/// <summary>Streamed images lie in memory up to a budget, else in files without a name.</summary>
[TestClass]
public sealed class ImageSpoolTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spool");

    [TestCleanup]
    public void Remove() => _folder.Delete(recursive: true);

    [TestMethod]
    public async Task Image_ThatArrivesInParts_IsReadByRegionWhereverItLies()
    {
        foreach (long budget in new[] { 0L, 1L << 20 })
        {
            ImageSpool spool = new(budget, _folder.FullName);
            SpooledImageDescription description = new()
            {
                Name = "a",
                Shape = TensorShape.Of("yx", 6, 5),
                ElementType = ElementType.UInt16,
            };
            using SpooledImage image = new(description, spool.Open(description.Bytes));
            byte[] bytes = [.. Enumerable.Range(0, 60).Select(i => (byte)i)];
            TensorRegion region = new(image.Shape, new AxisRange(2, 3), new AxisRange(1, 2));
            AxisTensor destination = AxisTensor.Uninitialized(region.Shape, ElementType.UInt16);
            ImageAssembly assembly = new([image]);

            assembly.AddChunk(0, 0, bytes.AsSpan(0, 7));
            ValueTask reading = image.ReadAsync(region, destination, CancellationToken.None);
            Assert.IsFalse(reading.IsCompleted);
            assembly.AddChunk(0, 7, bytes.AsSpan(7));
            await reading;

            Assert.AreSequenceEqual(
                new[] { 2, 3, 4 }.SelectMany(y => bytes.Skip(((y * 5) + 1) * 2).Take(4)), destination.Bytes.ToArray());
            Assert.AreEqual(budget == 0 ? 0 : 60, spool.MemoryBytes);
            Assert.IsEmpty(_folder.GetFiles(), "The file has a name.");
        }
    }

    [TestMethod]
    public void Memory_IsGivenBackOnce()
    {
        ImageSpool spool = new(100, _folder.FullName);
        ISpoolStorage storage = spool.Open(80);
        Assert.AreEqual(80, spool.MemoryBytes);

        storage.Dispose();
        storage.Dispose();

        Assert.AreEqual(0, spool.MemoryBytes);
        Assert.ThrowsExactly<ObjectDisposedException>(() => storage.Read(0, new byte[1]));
    }

    [TestMethod]
    public void Memory_ThatCannotBeHad_IsGivenBack()
    {
        ImageSpool spool = new(100, _folder.FullName);

        Assert.Throws<Exception>(() => spool.Open(-1)); // the allocation fails, as that of too many bytes does

        Assert.AreEqual(0, spool.MemoryBytes);
    }
}
