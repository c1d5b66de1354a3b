using System.Text.Json;

using BioZooCte.Packages;
using BioZooCte.Packages.Description;
using BioZooCte.Testing;

namespace BioZooCte.Tests.Packages;

[TestClass]
public sealed class ModelPackageReaderTests
{
    private static readonly string[] OurPackages = ["nuclei/zoo", "nuclei/variants", "nuclei/torch"];

    [TestMethod]
    public async Task OpenAsync_EveryListedRdf_OpensOrIsRefusedAsExpected()
    {
        string folder = SharedData.Require("packages");
        using JsonDocument expected = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(folder, "expected.json")));
        foreach (JsonProperty entry in SharedData.RequireCases(
            "packages", expected.RootElement.EnumerateObject().Where(e => !e.Name.StartsWith('_'))))
        {
            string test = entry.Value.GetProperty("test").GetString()!;
            string path = Path.Combine(folder, entry.Name);
            if (test.StartsWith("refused: ", StringComparison.Ordinal))
            {
                InvalidModelPackageException error =
                    await Assert.ThrowsExactlyAsync<InvalidModelPackageException>(
                        () => ModelPackageReader.OpenAsync(path));
                Assert.StartsWith(path, error.Message);
                Assert.IsTrue(
                    test["refused: ".Length..].Split(' ').All(word => error.Message.Contains(word)),
                    $"{error.Message} says {test}");
                continue;
            }

            using ModelPackage package = await ModelPackageReader.OpenAsync(path);
            FileDescription weights = package.FindWeights("onnx")!.Source;
            if (entry.Value.TryGetProperty("needs", out JsonElement needs))
            {
                Assert.AreEqual("--allow-hash-mismatch", needs.GetString());
                InvalidModelPackageException error =
                    Assert.ThrowsExactly<InvalidModelPackageException>(() => package.ResolveFile(weights));
                Assert.Contains(weights.Sha256!, error.Message);
            }
            else
            {
                Assert.IsTrue(File.Exists(package.ResolveFile(weights)));
            }

            Assert.IsTrue(File.Exists(package.ResolveFile(package.Description.Inputs[0].TestTensor!)));
        }
    }

    [TestMethod]
    public async Task OpenAsync_EveryPackageOfOurs_OpensUnderItsNameWithItsFiles()
    {
        foreach (string part in OurPackages)
        {
            string folder = SharedData.Require(part);
            foreach (string path in SharedData.RequireCases(part, Directory.GetFileSystemEntries(folder)
                .Where(p => Directory.Exists(p) || p.EndsWith(".zip", StringComparison.Ordinal))))
            {
                using ModelPackage package = await ModelPackageReader.OpenAsync(path);

                Assert.AreEqual(Path.GetFileNameWithoutExtension(path), package.Id);
                Assert.AreEqual(path, package.Source);
                Assert.IsEmpty(package.Notices, $"{path}: {string.Join("; ", package.Notices)}");
                Assert.IsTrue(File.Exists(package.ResolveFile(package.Description.Weights[0].Source)));
                foreach (TensorDescription tensor in
                    (TensorDescription[])[.. package.Description.Inputs, .. package.Description.Outputs])
                {
                    Assert.IsTrue(File.Exists(package.ResolveFile(tensor.TestTensor!)));
                }

                if (package.FindWeights("onnx")?.ExternalData is FileDescription external)
                {
                    Assert.IsTrue(File.Exists(package.ResolveFile(external)));
                }
            }
        }
    }

    [TestMethod]
    public async Task OpenAsync_NothingThere_SaysWhatIsLookedFor()
    {
        InvalidModelPackageException error = await Assert.ThrowsExactlyAsync<InvalidModelPackageException>(
            () => ModelPackageReader.OpenAsync("no/such/thing"));

        Assert.AreEqual(
            "no/such/thing: there is no such file or folder; expected a package's folder, zip, RDF or URL.", error.Message);
    }

    [TestMethod]
    public async Task OpenAsync_FolderWithoutRdf_SaysWhatIsLookedFor()
    {
        using PackageFolder folder = new();
        InvalidModelPackageException error = await Assert.ThrowsExactlyAsync<InvalidModelPackageException>(
            () => ModelPackageReader.OpenAsync(folder.Path));

        Assert.AreEqual(
            $"{folder.Path}: the folder holds no RDF; expected rdf.yaml, bioimageio.yaml or model.yaml.", error.Message);
    }

    [TestMethod]
    [DataRow("rdf.yaml", "bioimageio.yaml a.rdf.yaml", 0)]
    [DataRow("bioimageio.yaml", "model.yaml x.model.yaml", 0)]
    [DataRow("b.rdf.yaml", "a.bioimageio.yaml c.rdf.yaml", 1)]
    [DataRow("only.model.yaml", "other.yaml", 0)]
    public async Task OpenAsync_Folder_ReadsThePreferredRdf(string read, string others, int notices)
    {
        using PackageFolder folder = new();
        folder.Write(read, Rdf.RdfExamples.Format05);
        foreach (string other in others.Split(' '))
        {
            folder.Write(other, "no rdf at all");
        }

        using ModelPackage package = await ModelPackageReader.OpenAsync(folder.Path);

        Assert.HasCount(notices, package.Notices.Where(n => n.Field is null));
        Assert.AreEqual(Path.GetFileName(folder.Path), package.Id);
    }

    [TestMethod]
    [DataRow("rdf.yaml", null)]
    [DataRow("UNet.model.yaml", "UNet")]
    [DataRow("v0_4.bioimageio.yaml", "v0_4")]
    [DataRow("affable-shark@v0.json", "affable-shark@v0")]
    public async Task OpenAsync_RdfByItsPath_IsNamedAfterItOrItsFolder(string name, string? id)
    {
        using PackageFolder folder = new();
        folder.Write(name, Rdf.RdfExamples.Format05);

        using ModelPackage package = await ModelPackageReader.OpenAsync(Path.Combine(folder.Path, name));

        Assert.AreEqual(id ?? Path.GetFileName(folder.Path), package.Id);
    }

    [TestMethod]
    public async Task OpenAsync_RdfThatIsNoUtf8_NamesTheLine()
    {
        using PackageFolder folder = new();
        folder.Write("rdf.yaml", [.. "a: 1\nb: "u8, 0xff, (byte)'\n']);
        InvalidModelPackageException error = await Assert.ThrowsExactlyAsync<InvalidModelPackageException>(
            () => ModelPackageReader.OpenAsync(folder.Path));

        Assert.AreEqual($"{Path.Combine(folder.Path, "rdf.yaml")}:2: a byte that is no UTF-8; expected UTF-8.", error.Message);
    }

    [TestMethod]
    public async Task OpenAsync_RdfWithByteOrderMark_IsRead()
    {
        using PackageFolder folder = new();
        folder.Write(
            "rdf.yaml", [.. "\uFEFF"u8, .. System.Text.Encoding.UTF8.GetBytes(Rdf.RdfExamples.Format05)]);

        using ModelPackage package = await ModelPackageReader.OpenAsync(folder.Path);

        Assert.AreEqual("A small model", package.Description.Name);
    }

    [TestMethod]
    public async Task OpenAsync_EndlessRdf_IsRefused()
    {
        using PackageFolder folder = new();
        folder.Write("rdf.yaml", new byte[5 << 20]);
        InvalidModelPackageException error = await Assert.ThrowsExactlyAsync<InvalidModelPackageException>(
            () => ModelPackageReader.OpenAsync(folder.Path));

        Assert.EndsWith("the file has more than 4194304 bytes; expected the RDF of a model.", error.Message);
    }

    [TestMethod]
    public async Task OpenAsync_Canceled_Ends()
    {
        using PackageFolder folder = new();
        folder.Write("rdf.yaml", Rdf.RdfExamples.Format05);

        await Assert.ThrowsAsync<OperationCanceledException>(
            () => ModelPackageReader.OpenAsync(folder.Path, cancellationToken: new CancellationToken(canceled: true)));
    }
}
