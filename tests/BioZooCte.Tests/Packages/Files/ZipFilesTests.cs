using System.IO.Compression;

using BioZooCte.Packages;
using BioZooCte.Packages.Description;

namespace BioZooCte.Tests.Packages.Files;

[TestClass]
public sealed class ZipFilesTests
{
    [TestMethod]
    [DataRow("")]
    [DataRow("small-model/")]
    public async Task OpenAsync_ZipUnderAnyName_UnpacksWhatIsWanted(string inner)
    {
        using PackageFolder folder = new();
        string path = folder.Write("whale.bin", Zip(
            ($"{inner}rdf.yaml", Rdf.RdfExamples.Format05), ($"{inner}sub/weights.onnx", "weights")));
        string unpacked;
        using (ModelPackage package = await ModelPackageReader.OpenAsync(path))
        {
            Assert.AreEqual("whale", package.Id);
            unpacked = package.ResolveFile(new FileDescription("sub/weights.onnx", null));
            Assert.AreEqual("weights", File.ReadAllText(unpacked));
            Assert.AreEqual(unpacked, package.ResolveFile(new FileDescription("./sub/weights.onnx", null)));
            InvalidModelPackageException error = Assert.ThrowsExactly<InvalidModelPackageException>(
                () => package.ResolveFile(new FileDescription("weights.pt", null)));
            Assert.AreEqual($"{path}/{inner}rdf.yaml: the path 'weights.pt', which is not there; "
                + "expected a file of the package.", error.Message);
        }

        Assert.IsFalse(File.Exists(unpacked));
        Assert.IsFalse(Directory.Exists(Path.GetDirectoryName(unpacked)));
    }

    [TestMethod]
    public async Task OpenAsync_ZipOfMacOS_PassesOverItsResourceForks()
    {
        using PackageFolder folder = new();
        string path = folder.Write("mac.zip", Zip(
            ("model/rdf.yaml", Rdf.RdfExamples.Format05), ("__MACOSX/model/._rdf.yaml", "x")));

        using ModelPackage package = await ModelPackageReader.OpenAsync(path);

        Assert.AreEqual("mac", package.Id);
    }

    [TestMethod]
    [DataRow("../evil", "the zip's entry '../evil' leaves the package; expected a path inside it.")]
    [DataRow("/evil", "the zip's entry '/evil' leaves the package; expected a path inside it.")]
    [DataRow("a/../../evil", "the zip's entry 'a/../../evil' leaves the package; expected a path inside it.")]
    [DataRow("..\\evil", "the zip's entry '..\\evil' leaves the package; expected a path inside it.")]
    [DataRow("C:\\evil", "the zip's entry 'C:\\evil' leaves the package; expected a path inside it.")]
    [DataRow("./rdf.yaml", "the zip's entry 'rdf.yaml' stands twice; expected each path once.")]
    public async Task OpenAsync_ZipWithAnEvilEntry_IsRefused(string entry, string expected)
    {
        using PackageFolder folder = new();
        string path = folder.Write("evil.zip", Zip(("rdf.yaml", Rdf.RdfExamples.Format05), (entry, "x")));

        Assert.AreEqual($"{path}: {expected}", (await RefuseAsync(path)).Message);
    }

    [TestMethod]
    public async Task OpenAsync_ZipWithoutRdf_IsRefused()
    {
        using PackageFolder folder = new();
        string path = folder.Write("empty.zip", Zip(("weights.onnx", "x"), ("deep/rdf.yaml", "x")));

        Assert.EndsWith("the zip holds no RDF; expected rdf.yaml, bioimageio.yaml or model.yaml at its top.",
            (await RefuseAsync(path)).Message);
    }

    [TestMethod]
    public async Task OpenAsync_ZipOfManyEntries_IsRefused()
    {
        using PackageFolder folder = new();
        string path = folder.Write("many.zip", Zip(
            [("rdf.yaml", Rdf.RdfExamples.Format05), .. Enumerable.Range(0, 20).Select(
                i => ($"f{i}", "x"))]));

        Assert.Contains("it has 21 entries, 20 are allowed",
            (await RefuseAsync(path, new PackageOptions { MaximumEntries = 20 })).Message);
    }

    /// <summary>A second end, as large zips have one, does not hide what the first one tells.</summary>
    [TestMethod]
    [DataRow("PK\u0006\u0006", "it has 21 entries, 20 are allowed")]
    [DataRow("no\u0006\u0006", "its end is not where it should be")]
    public async Task OpenAsync_ZipOfManyEntriesWithASecondEnd_IsRefused(string signature, string expected)
    {
        using PackageFolder folder = new();
        byte[] zip = Zip(
            [("rdf.yaml", Rdf.RdfExamples.Format05), .. Enumerable.Range(0, 20).Select(i => ($"f{i}", "x"))]);
        int end = zip.AsSpan().LastIndexOf("PK\x05\x06"u8);
        byte[] large = new byte[56];
        System.Text.Encoding.ASCII.GetBytes(signature).CopyTo(large, 0);
        BitConverter.TryWriteBytes(large.AsSpan(32), 1L);
        BitConverter.TryWriteBytes(large.AsSpan(48), (long)BitConverter.ToUInt32(zip, end + 16));
        byte[] locator = [.. "PK\x06\x07"u8, 0, 0, 0, 0, .. BitConverter.GetBytes((long)end), 1, 0, 0, 0];
        string path = folder.Write("many.zip", (byte[])[.. zip[..end], .. large, .. locator, .. zip[end..]]);

        Assert.Contains(expected, (await RefuseAsync(path, new PackageOptions { MaximumEntries = 20 })).Message);
    }

    [TestMethod]
    public async Task OpenAsync_ZipThatUnpacksToTooMuch_IsRefused()
    {
        using PackageFolder folder = new();
        string path = folder.Write("much.zip", Zip(
            ("rdf.yaml", Rdf.RdfExamples.Format05), ("a", new string('x', 6000)), (
                "b", new string('y', 6000))));

        Assert.EndsWith("the zip unpacks to more than what is allowed; expected at most 10000 bytes.",
            (await RefuseAsync(path, new PackageOptions { MaximumUnpackedBytes = 10_000 })).Message);
    }

    [TestMethod]
    public async Task OpenAsync_ZipBomb_IsRefusedByItsRatio()
    {
        using PackageFolder folder = new();
        string path = Path.Combine(folder.Path, "bomb.zip");
        using (ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            using (StreamWriter rdf = new(zip.CreateEntry("rdf.yaml").Open()))
            {
                rdf.Write(Rdf.RdfExamples.Format05);
            }

            using Stream zeros = zip.CreateEntry("weights.onnx").Open();
            byte[] block = new byte[1 << 20];
            for (int i = 0; i < 70; i++)
            {
                zeros.Write(block);
            }
        }

        InvalidModelPackageException error = await RefuseAsync(path);
        Assert.Contains("the zip's entry 'weights.onnx' unpacks to 73400320 bytes from ", error.Message);
        Assert.AreEqual("at most 200 times as many", error.Expected);
    }

    [TestMethod]
    public async Task ResolveFile_EntryThatIsLongerThanDeclared_IsRefused()
    {
        using PackageFolder folder = new();
        byte[] zip = Zip(("rdf.yaml", Rdf.RdfExamples.Format05), ("weights.onnx", new string('x', 5000)));
        Declare(zip, "weights.onnx", 100);
        using ModelPackage package = await ModelPackageReader.OpenAsync(folder.Write("liar.zip", zip));
        InvalidModelPackageException error = Assert.ThrowsExactly<InvalidModelPackageException>(
            () => package.ResolveFile(package.Description.Weights[0].Source));

        Assert.StartsWith($"{package.Source}: the zip", error.Message);
    }

    /// <summary>Unpacked, they would be one file on some systems: whichever is wanted second is refused on all.</summary>
    [TestMethod]
    public async Task ResolveFile_NamesThatDifferInCaseAlone_AreRefused()
    {
        using PackageFolder folder = new();
        string path = folder.Write("case.zip", Zip(
            ("rdf.yaml", Rdf.RdfExamples.Format05), ("sub/net.onnx", "one"), ("sub/Net.onnx", "other")));
        using ModelPackage package = await ModelPackageReader.OpenAsync(path);
        string first = package.ResolveFile(new FileDescription("sub/Net.onnx", null));
        InvalidModelPackageException error = Assert.ThrowsExactly<InvalidModelPackageException>(
            () => package.ResolveFile(new FileDescription("sub/net.onnx", null)));

        Assert.AreEqual("other", File.ReadAllText(first));
        Assert.AreEqual(
            $"{path}/rdf.yaml: the path 'sub/net.onnx', which cannot be read (some systems do not tell it from 'sub/Net.onnx');"
            + " expected a file that may be read.",
            error.Message);
    }

    private static byte[] Zip(params (string Name, string Content)[] entries)
    {
        using MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, string content) in entries)
            {
                using StreamWriter writer = new(zip.CreateEntry(name).Open());
                writer.Write(content);
            }
        }

        return stream.ToArray();
    }

    /// <summary>Overwrites the unpacked size in the directory's entry.</summary>
    private static void Declare(byte[] zip, string name, int size)
    {
        int directory = zip.AsSpan().LastIndexOf("PK\x05\x06"u8);
        int at = zip.AsSpan(0, directory).LastIndexOf(System.Text.Encoding.ASCII.GetBytes(name)) - 46;
        Assert.IsTrue(zip.AsSpan(at).StartsWith("PK\x01\x02"u8));
        BitConverter.TryWriteBytes(zip.AsSpan(at + 24), size);
    }

    private static Task<InvalidModelPackageException> RefuseAsync(
        string path, PackageOptions? options = null) =>
        Assert.ThrowsExactlyAsync<InvalidModelPackageException>(
            () => ModelPackageReader.OpenAsync(path, options));
}
