using System.Security.Cryptography;

using BioZooCte.Packages;
using BioZooCte.Packages.Description;

namespace BioZooCte.Tests.Packages.Files;

[TestClass]
public sealed class FolderFilesTests
{
    [TestMethod]
    [DataRow("../outside.onnx")]
    [DataRow("sub/../../outside.onnx")]
    [DataRow("..\\outside.onnx")]
    [DataRow("/etc/passwd")]
    [DataRow("\\\\server\\share\\a")]
    [DataRow("C:/windows/a")]
    [DataRow("file:///../a")]
    public async Task ResolveFile_PathThatLeaves_IsRefused(string source)
    {
        using PackageFolder folder = Make();
        using ModelPackage package = await folder.OpenAsync();
        InvalidModelPackageException error = Assert.ThrowsExactly<InvalidModelPackageException>(
            () => package.ResolveFile(new FileDescription(source, null)));

        Assert.AreEqual(
            $"{Path.Combine(folder.Path, "rdf.yaml")}: the path '{source}', which leaves the package; "
            + "expected a path inside it, or a URL.",
            error.Message);
    }

    [TestMethod]
    [DataRow("weights.onnx")]
    [DataRow("./weights.onnx")]
    [DataRow("sub\\deep.bin")]
    [DataRow("sub//./deep.bin")]
    public async Task ResolveFile_PathInside_IsFound(string source)
    {
        using PackageFolder folder = Make();
        using ModelPackage package = await folder.OpenAsync();

        Assert.IsTrue(File.Exists(package.ResolveFile(new FileDescription(source, null))));
    }

    [TestMethod]
    public async Task ResolveFile_MissingFile_IsNamed()
    {
        using PackageFolder folder = Make();
        using ModelPackage package = await folder.OpenAsync();
        InvalidModelPackageException error = Assert.ThrowsExactly<InvalidModelPackageException>(
            () => package.ResolveFile(package.Description.Inputs[0].TestTensor!));

        Assert.EndsWith(
            "rdf.yaml:12: inputs[0].test_tensor.source is 'test_input.npy', which is not there; "
            + "expected a file of the package.", error.Message);
    }

    /// <summary>Its hash cannot be taken.</summary>
    [TestMethod]
    public async Task ResolveFile_FileThatCannotBeRead_IsNamed()
    {
        using PackageFolder folder = Make();
        using ModelPackage package = await folder.OpenAsync();
        using FileStream taken = new(
            Path.Combine(folder.Path, "weights.onnx"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        InvalidModelPackageException error = Assert.ThrowsExactly<InvalidModelPackageException>(
            () => package.ResolveFile(new FileDescription("weights.onnx", new string('0', 64))));

        Assert.Contains("'weights.onnx', which cannot be read (", error.Message);
        Assert.EndsWith("; expected a file that may be read.", error.Message);
    }

    [TestMethod]
    public async Task ResolveFile_LinkThatLeaves_IsRefused()
    {
        using PackageFolder outside = new();
        outside.Write("secret.onnx", "x");
        using PackageFolder folder = Make();
        File.CreateSymbolicLink(
            Path.Combine(folder.Path, "link.onnx"), Path.Combine(outside.Path, "secret.onnx"));
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "linked"), outside.Path);
        File.CreateSymbolicLink(Path.Combine(folder.Path, "inside.onnx"), "weights.onnx");
        using ModelPackage package = await folder.OpenAsync();

        foreach (string source in (string[])["link.onnx", "linked/secret.onnx"])
        {
            InvalidModelPackageException error = Assert.ThrowsExactly<InvalidModelPackageException>(
                () => package.ResolveFile(new FileDescription(source, null)));
            Assert.Contains($"the path '{source}', which leaves the package by a link; expected", error.Message);
        }

        Assert.IsTrue(File.Exists(package.ResolveFile(new FileDescription("inside.onnx", null))));
    }

    [TestMethod]
    public async Task OpenAsync_FolderThatIsALink_IsAPackage()
    {
        using PackageFolder folder = Make();
        using PackageFolder other = new();
        string link = Path.Combine(other.Path, "linked-model");
        Directory.CreateSymbolicLink(link, folder.Path);
        using ModelPackage package = await ModelPackageReader.OpenAsync(link);

        Assert.AreEqual("linked-model", package.Id);
        Assert.IsTrue(File.Exists(package.ResolveFile(package.Description.Weights[0].Source)));
    }

    [TestMethod]
    public async Task ResolveFile_OtherHash_IsRefusedWithBothHashes()
    {
        using PackageFolder folder = Make();
        using ModelPackage package = await folder.OpenAsync();
        string declared = new('0', 64);
        InvalidModelPackageException error = Assert.ThrowsExactly<InvalidModelPackageException>(
            () => package.ResolveFile(new FileDescription("weights.onnx", declared)));

        Assert.EndsWith(
            $"the declared sha256 {declared}; expected {HashOfWeights}, the sha256 of 'weights.onnx'.", error.Message);
    }

    [TestMethod]
    public async Task ResolveFile_OtherHashInTheRdf_HasItsPlace()
    {
        using PackageFolder folder = Make();
        string declared = new('A', 64);
        folder.Write("rdf.yaml", Rdf.RdfExamples.Replace(
            Rdf.RdfExamples.Format05, "opset_version: 16", $"opset_version: 16, sha256: {declared}"));
        using ModelPackage package = await folder.OpenAsync();
        InvalidModelPackageException error = Assert.ThrowsExactly<InvalidModelPackageException>(
            () => package.ResolveFile(package.Description.Weights[0].Source));

        Assert.AreEqual(
            $"{Path.Combine(folder.Path, "rdf.yaml")}:24: weights.onnx.sha256 is {new string('a', 64)}; "
            + $"expected {HashOfWeights}, the sha256 of 'weights.onnx'.",
            error.Message);
    }

    [TestMethod]
    public async Task ResolveFile_OtherHashThatIsAllowed_IsANotice()
    {
        using PackageFolder folder = Make();
        using ModelPackage package = await folder.OpenAsync(new PackageOptions { AllowHashMismatch = true });
        FileDescription file = new("weights.onnx", new('0', 64));
        int before = package.Notices.Length;
        package.ResolveFile(file);
        package.ResolveFile(file);

        Assert.AreEqual(
            $"{file.Sha256} is not the sha256 of 'weights.onnx', {HashOfWeights}; the file is used all the same",
            package.Notices.Skip(before).Single().Message);
    }

    [TestMethod]
    public async Task ResolveFile_DeclaredHash_IsVerified()
    {
        using PackageFolder folder = Make();
        using ModelPackage package = await folder.OpenAsync();

        Assert.IsTrue(File.Exists(package.ResolveFile(new FileDescription("weights.onnx", HashOfWeights))));
    }

    [TestMethod]
    public async Task ResolveFile_AfterDispose_Throws()
    {
        using PackageFolder folder = Make();
        ModelPackage package = await folder.OpenAsync();
        package.Dispose();

        Assert.ThrowsExactly<ObjectDisposedException>(
            () => package.ResolveFile(new FileDescription("weights.onnx", null)));
    }

    private static string HashOfWeights => Convert.ToHexStringLower(SHA256.HashData("weights"u8));

    private static PackageFolder Make()
    {
        PackageFolder folder = new();
        folder.Write("rdf.yaml", Rdf.RdfExamples.Format05);
        folder.Write("weights.onnx", "weights");
        folder.Write("sub/deep.bin", "deep");
        return folder;
    }
}
