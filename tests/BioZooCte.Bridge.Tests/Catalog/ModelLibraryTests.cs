using BioZooCte.Bridge.Catalog;
using BioZooCte.Bridge.Tests.Support;
using BioZooCte.Onnx;

namespace BioZooCte.Bridge.Tests.Catalog;

/// <summary>What is known of packages is kept, unless it is only that one could not be read.</summary>
[TestClass]
public sealed class ModelLibraryTests
{
    private static readonly DateTime Stamp = new(2024, 5, 6, 7, 8, 9, DateTimeKind.Utc);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("library");

    [TestCleanup]
    public void Remove() => _folder.Delete(recursive: true);

    [TestMethod]
    public async Task InspectAsync_PackageThatCouldNotBeRead_IsReadAgainAndThenKept()
    {
        foreach (string file in Directory.GetFiles(Path.Combine(RunningBridge.Zoo, "dsb256")))
        {
            File.Copy(file, Path.Combine(_folder.FullName, Path.GetFileName(file)));
        }

        ModelLibrary library = new(new OnnxBackend());
        CatalogEntry entry = new("a", _folder.FullName);
        string rdf = Path.Combine(_folder.FullName, "rdf.yaml");
        byte[] whole = await File.ReadAllBytesAsync(rdf);

        KnownModel unread = await AfterWritingAsync("type: model\n"u8.ToArray());
        KnownModel read = await AfterWritingAsync(whole);
        KnownModel again = await AfterWritingAsync(whole);

        Assert.IsNull(unread.Inspection);
        Assert.IsNotEmpty(unread.Message.Model.ReasonsAgainst);
        Assert.IsNotNull(read.Inspection);
        Assert.AreSame(read, again);

        // As if what was in the way were none of the files: they are all as old as before.
        async Task<KnownModel> AfterWritingAsync(byte[] bytes)
        {
            await File.WriteAllBytesAsync(rdf, bytes);
            foreach (FileInfo file in _folder.EnumerateFiles())
            {
                file.LastWriteTimeUtc = Stamp;
            }

            Directory.SetLastWriteTimeUtc(_folder.FullName, Stamp);
            return await library.InspectAsync(entry, CancellationToken.None);
        }
    }
}
