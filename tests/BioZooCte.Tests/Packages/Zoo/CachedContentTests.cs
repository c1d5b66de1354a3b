using BioZooCte.Packages.Zoo;

namespace BioZooCte.Tests.Packages.Zoo;

[TestClass]
public sealed class CachedContentTests
{
    private const long Large = 4L << 30;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("biozoocte-copy-");

    [TestCleanup]
    public void Remove() => _folder.Delete(recursive: true);

    [TestMethod]
    public async Task CopyToAsync_File_IsTheSame()
    {
        string from = Path.Combine(_folder.FullName, "from");
        string to = Path.Combine(_folder.FullName, "to");
        File.WriteAllBytes(from, TestZoo.Bytes(3_000_000, 5));
        File.WriteAllBytes(to, new byte[4_000_000]);
        await new CachedContent(from, "").CopyToAsync(to, CancellationToken.None);

        CollectionAssert.AreEqual(File.ReadAllBytes(from), File.ReadAllBytes(to));
    }

    [TestMethod]
    public async Task CopyToAsync_CanceledWithinALargeFile_Ends()
    {
        string from = Path.Combine(_folder.FullName, "from");
        string to = Path.Combine(_folder.FullName, "to");
        using (FileStream sparse = File.Create(from))
        {
            sparse.SetLength(Large);
        }

        using CancellationTokenSource source = new();
        Task copy = Task.Run(() => new CachedContent(from, "").CopyToAsync(to, source.Token));
        while (!copy.IsCompleted && !(File.Exists(to) && new FileInfo(to).Length > 0))
        {
            await Task.Delay(1);
        }

        await source.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => copy);
        Assert.IsLessThan(Large, new FileInfo(to).Length);
    }
}
