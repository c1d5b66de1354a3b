using BioZooCte.Tests.Packages;
using BioZooCte.Watching;

namespace BioZooCte.Tests.Watching;

[TestClass]
public sealed class FolderScanTests
{
    [TestMethod]
    public void Packages_RdfsOfOneFolder_ChangeWithWhatLiesBesideThem()
    {
        using PackageFolder folder = new();
        folder.Write("a.rdf.yaml", "a");
        folder.Write("b.rdf.yaml", "b");
        folder.Write("weights.onnx", "none");
        IReadOnlyList<FolderEntry> before = FolderScan.Packages([folder.Path]);
        folder.Write("weights.onnx", "others");
        IReadOnlyList<FolderEntry> after = FolderScan.Packages([folder.Path]);

        Assert.AreEqual("a.rdf.yaml b.rdf.yaml", string.Join(' ', before.Select(entry => Path.GetFileName(entry.Source))));
        Assert.StartsWith("3 6 ", before[0].Stamp);
        Assert.StartsWith("3 8 ", after[0].Stamp);
        Assert.AreEqual(after[0].Stamp, after[1].Stamp);
    }

    [TestMethod]
    public void Packages_FoldersZipsAndRdfs_HaveStampsOfTheirOwnFiles()
    {
        using PackageFolder folder = new();
        folder.Write("a/rdf.yaml", "one");
        folder.Write("a/deep/weights.onnx", "four");
        folder.Write("b.zip", "PK\u0003\u0004");
        folder.Write("c.rdf.yaml", "c");

        IReadOnlyList<FolderEntry> entries = FolderScan.Packages([folder.Path]);

        Assert.HasCount(3, entries);
        Assert.StartsWith("2 7 ", entries[0].Stamp);
        Assert.StartsWith("1 4 ", entries[1].Stamp);
        Assert.StartsWith("2 5 ", entries[2].Stamp);
        Assert.AreEqual(File.GetLastWriteTimeUtc(Path.Combine(folder.Path, "b.zip")), entries[1].Written);
    }

    /// <summary>As where images arrive below a package, with the store of their results.</summary>
    [TestMethod]
    [DataRow("x.model.yaml")]
    [DataRow("rdf.yaml")]
    public void Packages_OnePackageWithAStoreBelow_IsTheSame(string rdf)
    {
        using PackageFolder folder = new();
        folder.Write(rdf, "one");
        folder.Write("weights.onnx", "four");
        FolderEntry before = FolderScan.Packages([folder.Path]).Single();
        folder.Write("scans/.zoocte/results.sqlite", "changes often");
        FolderEntry stored = FolderScan.Packages([folder.Path]).Single();
        folder.Write("scans/a.tif", "has come");
        FolderEntry scanned = FolderScan.Packages([folder.Path]).Single();

        Assert.AreEqual(folder.Path, before.Source);
        Assert.AreEqual(before.Stamp, stored.Stamp);
        Assert.AreEqual(rdf == "x.model.yaml", before.Stamp == scanned.Stamp, "beside an RDF of its own name lies more");
    }

    /// <summary>Else what a scan takes grows with the square of the number.</summary>
    [TestMethod]
    public void Packages_ManyRdfsOfOneFolder_AreScannedByListingItOnce()
    {
        using PackageFolder folder = new();
        const int Count = 400;
        for (int i = 0; i < Count; i++)
        {
            folder.Write($"{i:000}.rdf.yaml", "");
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        IReadOnlyList<FolderEntry> entries = FolderScan.Packages([folder.Path]);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.HasCount(Count, entries);
        Assert.IsLessThan(100 * Count * Count, bytes, "There is more than a file of every list for every package.");
    }
}
