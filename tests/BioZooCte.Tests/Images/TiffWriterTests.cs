using System.Text;

using BioZooCte.Images;
using BioZooCte.Images.Tiff;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Images;

[TestClass]
public sealed class TiffWriterTests
{
    [TestMethod]
    [DataRow("yx", "yx")]
    [DataRow("xy", "yx")]
    [DataRow("zyx", "zyx")]
    [DataRow("yxc", "cyx")]
    [DataRow("xyzct", "tzcyx")]
    [DataRow("bcyx", "cyx")]
    public async Task Write_AnyOrder_ReadsBackInTheFilesOrder(string axes, string readAxes)
    {
        using TemporaryFolder folder = new();
        string path = folder.File("a.tif");
        AxisTensor tensor = ImageReading.Random(1, Shape(axes), ElementType.Float32);

        TiffWriter.Write(path, tensor);

        AxisTensor read = await ImageReading.ReadFileAsync(path);
        Assert.AreEqual(readAxes, read.Shape.Letters);
        Assert.IsTrue(
            AxisOrder.Reorder(tensor, [.. read.Shape.Select(a => a.Id)]).Bytes.SequenceEqual(read.Bytes));
        Assert.HasCount(1, Directory.GetFiles(folder.Path));
    }

    [TestMethod]
    [DataRow(ElementType.Bool, ElementType.UInt8)]
    [DataRow(ElementType.UInt8, ElementType.UInt8)]
    [DataRow(ElementType.Int8, ElementType.Int16)]
    [DataRow(ElementType.UInt16, ElementType.UInt16)]
    [DataRow(ElementType.Int16, ElementType.Int16)]
    [DataRow(ElementType.UInt32, ElementType.UInt32)]
    [DataRow(ElementType.Int32, ElementType.Int32)]
    [DataRow(ElementType.Float16, ElementType.Float32)]
    [DataRow(ElementType.Float32, ElementType.Float32)]
    [DataRow(ElementType.Float64, ElementType.Float32)]
    public async Task Write_AnyType_IsOneThatImageJOpens(ElementType type, ElementType written)
    {
        using TemporaryFolder folder = new();
        string path = folder.File("a.tif");
        AxisTensor tensor = ImageReading.Random(1, Shape("yx"), type);

        TiffWriter.Write(path, tensor);

        AxisTensor read = await ImageReading.ReadFileAsync(path);
        Assert.AreEqual(written, read.ElementType);
        Assert.IsTrue(ElementConverter.Cast(tensor, written).Bytes.SequenceEqual(read.Bytes));
    }

    [TestMethod]
    public async Task Write_LongIntegers_FitOrAreRefused()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("a.tif");
        TiffWriter.Write(path, AxisTensor.FromArray<long>(TensorShape.Of("yx", 1, 2), -5, int.MaxValue));
        AxisTensor read = await ImageReading.ReadFileAsync(path);
        CollectionAssert.AreEqual(new[] { -5, int.MaxValue }, read.AsSpan<int>().ToArray());

        ArgumentException e = Assert.ThrowsExactly<ArgumentException>(
            () => TiffWriter.Write(path, AxisTensor.FromArray<long>(TensorShape.Of("yx", 1, 2), 0, 1L << 31)));

        Assert.AreEqual(
            "A value does not fit int32, the widest integer that ImageJ opens; write NPY instead.",
            e.Message);
    }

    [TestMethod]
    public void Write_Hyperstack_IsDescribedForImageJ()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("a.tif");

        TiffWriter.Write(path, new AxisTensor(Shape("tzcyx"), ElementType.UInt8), ["DAPI", "GFP", "RFP", "Cy5"]);

        string text = Encoding.ASCII.GetString(File.ReadAllBytes(path));
        Assert.Contains(
            "ImageJ=1.53t\nimages=24\nchannels=4\nslices=3\nframes=2\nhyperstack=true\nmode=grayscale\nloop=false\n\0", text);
        using IImageSource image = ImageFile.Open(path);
        Assert.AreEqual("time 2, z 3, channel 4, y 7, x 9", image.Shape.ToString());
        CollectionAssert.AreEqual(new[] { "DAPI", "GFP", "RFP", "Cy5" }, image.ChannelNames.ToArray());
    }

    [TestMethod]
    [DataRow(new[] { 0.25f, float.NaN, 0.75f }, "min=0.25            \nmax=0.75            \n")]
    [DataRow(new[] { 0.25f, float.PositiveInfinity, -1e-30f }, "min=-1E-30          \nmax=0.25            \n")]
    [DataRow(new[] { float.NaN, float.NaN, float.NaN }, "min=0               \nmax=1               \n")]
    public void Write_Floats_StatesTheRangeThatIsShown(float[] values, string lines)
    {
        using TemporaryFolder folder = new();
        string path = folder.File("a.tif");

        TiffWriter.Write(path, AxisTensor.FromArray<float>(TensorShape.Of("zyx", 3, 1, 1), values));

        Assert.Contains(lines, Encoding.ASCII.GetString(File.ReadAllBytes(path)));
    }

    [TestMethod]
    public async Task Head_BigTiff_ReadsBack()
    {
        using TemporaryFolder folder = new();
        AxisTensor tensor = ImageReading.Random(1, Shape("zyx"), ElementType.UInt16);
        TiffLayout layout = new(tensor.Shape, tensor.ElementType, channelNames: null, isBig: true);
        string path = folder.File("a.tif", [.. layout.Head(), .. tensor.Bytes, .. layout.Tail()]);

        AxisTensor read = await ImageReading.ReadFileAsync(path);

        Assert.AreEqual(43, File.ReadAllBytes(path)[2]);
        Assert.AreEqual(tensor.Shape, read.Shape);
        Assert.IsTrue(tensor.Bytes.SequenceEqual(read.Bytes));
    }

    [TestMethod]
    [DataRow(1000, 42)]
    [DataRow(1100, 43)]
    public void Head_AboutFourGigabytes_IsBigWhereOffsetsNeedIt(int frames, int version)
    {
        TiffLayout layout = new(TensorShape.Of("tyx", frames, 1000, 2000), ElementType.UInt16, channelNames: null);

        Assert.AreEqual(version, layout.Head()[2]);
    }

    [TestMethod]
    public async Task WriteAsync_BandByBand_IsTheSameFile()
    {
        using TemporaryFolder folder = new();
        AxisTensor tensor = ElementConverter.Cast(
            ImageReading.Random(1, TensorShape.Of("cyxz", 2, 300, 400, 3), ElementType.UInt16), ElementType.Float32);
        TiffWriter.Write(folder.File("a.tif"), tensor);

        await TiffWriter.WriteAsync(folder.File("b.tif"), new TensorSource(tensor), channelNames: null, default);

        CollectionAssert.AreEqual(
            File.ReadAllBytes(folder.File("a.tif")), File.ReadAllBytes(folder.File("b.tif")));
    }

    [TestMethod]
    public async Task WriteAsync_SourceFails_LeavesNothing()
    {
        using TemporaryFolder folder = new();
        AxisTensor tensor = new(TensorShape.Of("zyx", 3, 4, 5), ElementType.UInt8);
        using CancellationTokenSource source = new();
        source.Cancel();

        await Assert.ThrowsAsync<OperationCanceledException>(() => TiffWriter.WriteAsync(
            folder.File("b.tif"), new TensorSource(tensor), channelNames: null, source.Token));

        Assert.IsEmpty(Directory.GetFiles(folder.Path));
    }

    [TestMethod]
    public void Write_OtherAxesOrNames_IsRefused()
    {
        AxisTensor list = new(TensorShape.Of("iyx", 2, 3, 4), ElementType.UInt8);
        AxisTensor channels = new(TensorShape.Of("cyx", 2, 3, 4), ElementType.UInt8);

        Assert.StartsWith(
            "A TIFF has no place for the axis 'index' of index 2, y 3, x 4.",
            Assert.ThrowsExactly<ArgumentException>(() => TiffWriter.Write("a.tif", list)).Message);
        Assert.StartsWith(
            "1 names for the channels of channel 2, y 3, x 4.",
            Assert.ThrowsExactly<ArgumentException>(() => TiffWriter.Write("a.tif", channels, ["DAPI"])).Message);
    }

    private static TensorShape Shape(string axes) => new(axes.Select(axis => new TensorAxis(
        AxisIds.FromLetter(axis), axis switch { 'b' => 1, 't' => 2, 'z' => 3, 'c' => 4, 'y' => 7, _ => 9 })));

    private sealed class TensorSource(AxisTensor tensor) : ITensorSource
    {
        public TensorShape Shape => tensor.Shape;

        public ElementType ElementType => tensor.ElementType;

        public async ValueTask<AxisTensor> ReadAsync(TensorRegion region, CancellationToken cancellationToken)
        {
            using TensorImage image = new("source", tensor);
            return await ImageReading.ReadAsync(image, region, cancellationToken);
        }
    }
}
