using System.IO.Compression;
using System.Text;

using BioZooCte.Packages;
using BioZooCte.Packages.Annotation;
using BioZooCte.Tests.Packages.Rdf;

namespace BioZooCte.Tests.Packages.Annotation;

[TestClass]
public sealed class PackageAnnotatorTests
{
    [TestMethod]
    public async Task Copy_Folder_IsTheWholeFolderWithAnotherRdf()
    {
        using PackageFolder folder = new();
        string rdf = folder.Write("zoo/a/rdf.yaml", RdfExamples.Format05);
        folder.Write("zoo/a/weights.onnx", "weights");
        folder.Write("zoo/a/docs/README.md", "# About\r\n");
        folder.Write("zoo/a/.zoo.json", "{}");
        string copy = Path.Combine(folder.Path, "out", "a");

        await PackageAnnotator.CopyAsync(Path.Combine(folder.Path, "zoo", "a"), copy, Evaluations.Full);

        Assert.AreEqual("weights", File.ReadAllText(Path.Combine(copy, "weights.onnx")));
        Assert.AreEqual("# About\r\n", File.ReadAllText(Path.Combine(copy, "docs", "README.md")));
        Assert.IsFalse(File.Exists(Path.Combine(copy, ".zoo.json")), "a download would take the copy's place");
        Assert.AreEqual(RdfExamples.Format05, File.ReadAllText(rdf));
        Assert.AreEqual(
            EvaluationWriter.Insert(RdfExamples.Format05, "rdf.yaml", Evaluations.Full),
            File.ReadAllText(Path.Combine(copy, "rdf.yaml")));
        using ModelPackage package = await ModelPackageReader.OpenAsync(copy);
        Assert.IsNull(ReferenceRules.Broken(package.Description.Rdf));
        CollectionAssert.AreEqual(new[] { copy }, Directory.GetFileSystemEntries(Path.Combine(folder.Path, "out")));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("model/")]
    public async Task Copy_Zip_HasTheSameEntriesWithAnotherRdf(string inner)
    {
        using PackageFolder folder = new();
        byte[] weights = [.. Enumerable.Range(0, 5000).Select(i => (byte)(i % 7))];
        string zip = folder.Write("a.zip", Zip(inner, weights));
        string copy = Path.Combine(folder.Path, "b.zip");

        await PackageAnnotator.CopyAsync(zip, copy, Evaluations.Small);

        using ZipArchive before = ZipFile.OpenRead(zip);
        using ZipArchive after = ZipFile.OpenRead(copy);
        CollectionAssert.AreEqual(
            before.Entries.Select(e => (e.FullName, e.LastWriteTime)).ToArray(),
            after.Entries.Select(e => (e.FullName, e.LastWriteTime)).ToArray());
        ZipArchiveEntry stored = after.GetEntry($"{inner}weights.onnx")!;
        Assert.AreEqual(stored.Length, stored.CompressedLength);
        Assert.AreEqual(before.GetEntry($"{inner}weights.onnx")!.Crc32, stored.Crc32);
        using StreamReader rdf = new(after.GetEntry($"{inner}rdf.yaml")!.Open());
        Assert.AreEqual(
            EvaluationWriter.Insert(RdfExamples.Format04, "rdf.yaml", Evaluations.Small), await rdf.ReadToEndAsync());
        using ModelPackage package = await ModelPackageReader.OpenAsync(copy);
        Assert.IsNull(ReferenceRules.Broken(package.Description.Rdf));
    }

    [TestMethod]
    public async Task Copy_RdfWithAByteOrderMark_KeepsIt()
    {
        using PackageFolder folder = new();
        string rdf = folder.Write("a.rdf.yaml", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(RdfExamples.Format05)]);
        string copy = Path.Combine(folder.Path, "b.rdf.yaml");

        await PackageAnnotator.CopyAsync(rdf, copy, Evaluations.Small);

        byte[] bytes = await File.ReadAllBytesAsync(copy);
        CollectionAssert.AreEqual(Encoding.UTF8.Preamble.ToArray(), bytes[..3]);
        Assert.AreEqual(
            EvaluationWriter.Insert(RdfExamples.Format05, "rdf.yaml", Evaluations.Small), Encoding.UTF8.GetString(bytes[3..]));
    }

    [TestMethod]
    [DataRow("a")]
    [DataRow("a.zip")]
    public async Task WriteRdf_OfAPackage_WritesNothingElse(string source)
    {
        using PackageFolder folder = new();
        folder.Write("a/model.yaml", RdfExamples.Format05);
        folder.Write("a.zip", Zip("", [1]));
        string copy = Path.Combine(folder.Path, "b.rdf.yaml");

        await PackageAnnotator.WriteRdfAsync(Path.Combine(folder.Path, source), copy, Evaluations.Small);

        using ModelPackage package = await ModelPackageReader.OpenAsync(copy);
        Assert.IsNull(ReferenceRules.Broken(package.Description.Rdf));
        Assert.HasCount(3, Directory.GetFileSystemEntries(folder.Path));
    }

    [TestMethod]
    public async Task Copy_ToWhereSomethingIs_LeavesIt()
    {
        using PackageFolder folder = new();
        folder.Write("a/rdf.yaml", RdfExamples.Format05);
        string there = folder.Write("b/kept", "kept");
        string copy = Path.GetDirectoryName(there)!;

        IOException error = await Assert.ThrowsExactlyAsync<IOException>(
            () => PackageAnnotator.CopyAsync(Path.Combine(folder.Path, "a"), copy, Evaluations.Small));

        Assert.AreEqual($"{copy}: is there already; expected a place where nothing is yet.", error.Message);
        Assert.AreEqual("kept", File.ReadAllText(there));
    }

    [TestMethod]
    public async Task Copy_IntoThePackageItself_IsRefused()
    {
        using PackageFolder folder = new();
        folder.Write("a/rdf.yaml", RdfExamples.Format05);
        string source = Path.Combine(folder.Path, "a");

        IOException error = await Assert.ThrowsExactlyAsync<IOException>(
            () => PackageAnnotator.CopyAsync(source, Path.Combine(source, "b"), Evaluations.Small));

        StringAssert.EndsWith(error.Message, $"lies in the package {source}; expected a place outside it.");
        Assert.HasCount(1, Directory.GetFileSystemEntries(source));
    }

    [TestMethod]
    [DataRow("config: text\n")]
    [DataRow("inputs: []\n")]
    public async Task Copy_RdfThatCannotTakeIt_LeavesNothing(string added)
    {
        using PackageFolder folder = new();
        string text = added.StartsWith("config", StringComparison.Ordinal) ? RdfExamples.Format05 + "\n" + added
            : RdfExamples.Format05.Replace("type: model\n", "", StringComparison.Ordinal);
        folder.Write("a/rdf.yaml", text);

        await Assert.ThrowsExactlyAsync<InvalidModelPackageException>(() => PackageAnnotator.CopyAsync(
            Path.Combine(folder.Path, "a"), Path.Combine(folder.Path, "b"), Evaluations.Small));

        Assert.HasCount(1, Directory.GetFileSystemEntries(folder.Path));
    }

    [TestMethod]
    public async Task Copy_EndedEarly_LeavesNothing()
    {
        using PackageFolder folder = new();
        folder.Write("a/rdf.yaml", RdfExamples.Format05);
        using CancellationTokenSource ended = new();
        await ended.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => PackageAnnotator.CopyAsync(
            Path.Combine(folder.Path, "a"), Path.Combine(folder.Path, "b"), Evaluations.Small, null, ended.Token));

        Assert.HasCount(1, Directory.GetFileSystemEntries(folder.Path));
    }

    [TestMethod]
    [DataRow("nothing", "there is no such file or folder on this machine; expected a package's folder, zip or RDF.")]
    [DataRow("https://example.org/rdf.yaml", "there is no such file or folder on this machine; expected a package's folder, zip or RDF.")]
    public async Task Copy_OfNoPackage_SaysSo(string source, string message)
    {
        using PackageFolder folder = new();

        InvalidModelPackageException error = await Assert.ThrowsExactlyAsync<InvalidModelPackageException>(
            () => PackageAnnotator.CopyAsync(source, Path.Combine(folder.Path, "b"), Evaluations.Small));

        Assert.AreEqual($"{source}: {message}", error.Message);
    }

    private static byte[] Zip(string inner, byte[] weights)
    {
        using MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            if (inner.Length > 0)
            {
                zip.CreateEntry(inner);
            }

            Write(zip, $"{inner}rdf.yaml", CompressionLevel.Optimal, Encoding.UTF8.GetBytes(RdfExamples.Format04));
            Write(zip, $"{inner}weights.onnx", CompressionLevel.NoCompression, weights);
        }

        return stream.ToArray();
    }

    private static void Write(ZipArchive zip, string name, CompressionLevel level, byte[] content)
    {
        ZipArchiveEntry entry = zip.CreateEntry(name, level);
        entry.LastWriteTime = new DateTimeOffset(2020, 2, 2, 2, 2, 2, TimeSpan.Zero);
        using Stream stream = entry.Open();
        stream.Write(content);
    }
}
