using BioZooCte.Images;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Images;

[TestClass]
public sealed class PngWriterTests
{
    [TestMethod]
    [DataRow("yx", 1, ElementType.UInt8, "yx")]
    [DataRow("yx", 1, ElementType.UInt16, "yx")]
    [DataRow("yxc", 2, ElementType.UInt8, "yxc")]
    [DataRow("yxc", 3, ElementType.UInt16, "yxc")]
    [DataRow("cyx", 3, ElementType.UInt8, "yxc")]
    [DataRow("cyx", 4, ElementType.UInt16, "yxc")]
    public async Task Write_AnyChannels_ReadsBack(string axes, int channels, ElementType type, string readAxes)
    {
        using TemporaryFolder folder = new();
        string path = folder.File("a.png");
        TensorShape shape = new(axes.Select(axis => new TensorAxis(
            AxisIds.FromLetter(axis), axis == 'y' ? 13 : axis == 'x' ? 17 : channels)));
        AxisTensor tensor = ImageReading.Random(1, shape, type);

        PngWriter.Write(path, tensor);

        AxisTensor read = await ImageReading.ReadFileAsync(path);
        Assert.AreEqual(readAxes, read.Shape.Letters);
        Assert.AreEqual(type, read.ElementType);
        Assert.IsTrue(AxisOrder.Reorder(tensor, ["y", "x", "channel"]).Bytes.SequenceEqual(read.Bytes));
    }

    [TestMethod]
    public async Task Write_Bool_IsOneBitAPixel()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("a.png");
        AxisTensor tensor = ImageReading.Random(1, TensorShape.Of("yx", 5, 19), ElementType.Bool);

        PngWriter.Write(path, tensor);

        AxisTensor read = await ImageReading.ReadFileAsync(path);
        Assert.AreEqual(ElementType.UInt8, read.ElementType);
        Assert.IsTrue(tensor.Bytes.SequenceEqual(read.Bytes));
        Assert.AreEqual(1, File.ReadAllBytes(path)[24]);
    }

    [TestMethod]
    public void Write_FloatOrManyChannels_IsRefused()
    {
        AxisTensor floats = new(TensorShape.Of("yx", 2, 2), ElementType.Float32);
        AxisTensor channels = new(TensorShape.Of("cyx", 5, 2, 2), ElementType.UInt8);

        Assert.StartsWith(
            "A PNG holds 1 to 4 channels of uint8 or uint16, or one of bool, not y 2, x 2 of float32.",
            Assert.ThrowsExactly<ArgumentException>(() => PngWriter.Write("a.png", floats)).Message);
        Assert.ThrowsExactly<ArgumentException>(() => PngWriter.Write("a.png", channels));
    }
}
