using System.Diagnostics;

using BioZooCte.Images;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Images;

[TestClass]
public sealed class ImageFileTests
{
    [TestMethod]
    public void Open_MissingFile_IsNamed()
    {
        InvalidImageException e = Assert.ThrowsExactly<InvalidImageException>(() => ImageFile.Open("no/such/file.tif"));

        Assert.AreEqual("no/such/file.tif", e.Path);
        Assert.StartsWith("no/such/file.tif: cannot be opened (", e.Message);
        Assert.EndsWith("; expected a file to read.", e.Message);
    }

    [TestMethod]
    [DataRow("", "is empty, or a pipe or a device; expected a TIFF, PNG or NPY file.")]
    [DataRow("GIF89a", "start: bytes 474946383961; expected a TIFF, PNG or NPY file.")]
    [DataRow("II*", "start: bytes 49492A; expected a TIFF, PNG or NPY file.")]
    public void Open_OtherContent_SaysWhatStandsThere(string content, string message)
    {
        using TemporaryFolder folder = new();
        string path = folder.File("cells.tif", System.Text.Encoding.ASCII.GetBytes(content));

        InvalidImageException e = Assert.ThrowsExactly<InvalidImageException>(() => ImageFile.Open(path));

        Assert.AreEqual($"{path}: {message}", e.Message);
    }

    /// <summary>To open a pipe is to wait until somebody writes into it.</summary>
    [TestMethod]
    [Timeout(30_000)]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Open_Pipe_IsRefusedAtOnce(bool isLinked)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
        {
            Assert.Inconclusive("There are no pipes among the files here.");
        }

        using TemporaryFolder folder = new();
        string path = folder.File("cells.tif");
        using (Process make = Process.Start("mkfifo", [path]))
        {
            await make.WaitForExitAsync();
            Assert.AreEqual(0, make.ExitCode);
        }

        if (isLinked)
        {
            File.CreateSymbolicLink(folder.File("link.tif"), path);
            path = folder.File("link.tif");
        }

        InvalidImageException e = Assert.ThrowsExactly<InvalidImageException>(() => ImageFile.Open(path));

        Assert.AreEqual($"{path}: is empty, or a pipe or a device; expected a TIFF, PNG or NPY file.", e.Message);
    }

    [TestMethod]
    public void Open_LinkToAnImage_IsTheImage()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("cells.png");
        PngWriter.Write(path, new AxisTensor(TensorShape.Of("yx", 4, 5), ElementType.UInt8));
        File.CreateSymbolicLink(folder.File("link.png"), path);

        using IImageSource image = ImageFile.Open(folder.File("link.png"));

        Assert.AreEqual("y 4, x 5", image.Shape.ToString());
    }

    [TestMethod]
    public void Open_WrongExtension_ContentDecides()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("cells.tif");
        PngWriter.Write(path, new AxisTensor(TensorShape.Of("yx", 4, 5), ElementType.UInt8));

        using IImageSource image = ImageFile.Open(path);

        Assert.AreEqual("yx", image.Shape.Letters);
        Assert.AreEqual("cells.tif", image.Name);
    }

    [TestMethod]
    public void Open_FileInUse_IsReadableByOthersAndFreeAfterwards()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("cells.png");
        PngWriter.Write(path, new AxisTensor(TensorShape.Of("yx", 4, 5), ElementType.UInt8));
        using (IImageSource first = ImageFile.Open(path))
        using (IImageSource second = ImageFile.Open(path))
        {
            Assert.AreEqual(first.Shape, second.Shape);
        }

        Assert.ThrowsExactly<InvalidImageException>(() => ImageFile.Open(path, "zyx"));
        using FileStream stream = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    [TestMethod]
    public async Task ReadAsync_RegionOfAnotherShape_IsRefused()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("cells.png");
        PngWriter.Write(path, new AxisTensor(TensorShape.Of("yx", 4, 5), ElementType.UInt8));
        using IImageSource image = ImageFile.Open(path);
        TensorRegion outside = new(image.Shape, new AxisRange(0, 4), new AxisRange(1, 5));
        TensorRegion all = TensorRegion.All(image.Shape);

        ArgumentException region = await Assert.ThrowsExactlyAsync<ArgumentException>(
            async () => await image.ReadAsync(outside, new AxisTensor(outside.Shape, ElementType.UInt8), default));
        ArgumentException destination = await Assert.ThrowsExactlyAsync<ArgumentException>(
            async () => await image.ReadAsync(all, new AxisTensor(all.Shape, ElementType.UInt16), default));

        Assert.StartsWith("y 0..4, x 1..6 does not lie in the image (y 4, x 5).", region.Message);
        Assert.StartsWith("y 4, x 5 of uint16 for a region of y 4, x 5 of uint8.", destination.Message);
    }
}
