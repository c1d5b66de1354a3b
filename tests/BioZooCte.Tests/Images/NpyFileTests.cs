using System.Text;

using BioZooCte.Files;
using BioZooCte.Images;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Images;

[TestClass]
public sealed class NpyFileTests
{
    private static readonly string[] RowsColumns = ["y", "x"];

    [TestMethod]
    public void Write_AnyType_ReadsBack()
    {
        using TemporaryFolder folder = new();
        foreach (ElementType type in Enum.GetValues<ElementType>())
        {
            AxisTensor tensor = ImageReading.Random(1, TensorShape.Of("yx", 3, 5), type);
            string path = folder.File($"{type}.npy");

            NpyFile.Write(path, tensor);

            AxisTensor read = NpyFile.Read(path, RowsColumns);
            Assert.AreEqual(tensor.Shape, read.Shape);
            Assert.AreEqual(type, read.ElementType);
            Assert.IsTrue(tensor.Bytes.SequenceEqual(read.Bytes), type.Name());
        }
    }

    [TestMethod]
    [DataRow("", "()")]
    [DataRow("x", "(1,)")]
    [DataRow("yx", "(1, 2)")]
    public void Write_Header_IsNumpysOwn(string letters, string shape)
    {
        using TemporaryFolder folder = new();
        string path = folder.File("a.npy");
        int[] sizes = [.. Enumerable.Range(1, letters.Length)];

        NpyFile.Write(path, new AxisTensor(TensorShape.Of(letters, sizes), ElementType.Float32));

        string text = Encoding.Latin1.GetString(File.ReadAllBytes(path).AsSpan(0, 128));
        Assert.StartsWith("\u0093NUMPY\u0001\0v\0{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }  ", text);
        Assert.EndsWith(" \n", text);
    }

    [TestMethod]
    public void Read_WithoutNames_AxesAreCalledByPosition()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("a.npy");
        NpyFile.Write(path, AxisTensor.FromArray<double>(TensorShape.Of("yx", 1, 2), 0.5, -1));

        AxisTensor read = NpyFile.Read(path);

        Assert.AreEqual("0 1, 1 2", read.Shape.ToString());
        Assert.AreEqual(-1, read.AsSpan<double>()[1]);
    }

    [TestMethod]
    public void Read_OtherNumberOfAxes_NamesBoth()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("a.npy");
        NpyFile.Write(path, new AxisTensor(TensorShape.Of("cyx", 2, 3, 4), ElementType.UInt8));

        InvalidImageException e = Assert.ThrowsExactly<InvalidImageException>(() => NpyFile.Read(path, RowsColumns));

        Assert.AreEqual($"{path}: header: has 3 axes (2 × 3 × 4); expected 2: y, x.", e.Message);
    }

    [TestMethod]
    public async Task Open_AxesGiven_AreTheImages()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("a.npy");
        AxisTensor tensor = ImageReading.Random(4, TensorShape.Of("cyx", 2, 30, 40), ElementType.Float32);
        NpyFile.Write(path, tensor);

        using IImageSource image = ImageFile.Open(path, "cyx");

        Assert.AreEqual(tensor.Shape, image.Shape);
        Assert.AreEqual("a.npy", image.Name);
        AxisTensor read = await ImageReading.ReadAllAsync(image);
        Assert.IsTrue(tensor.Bytes.SequenceEqual(read.Bytes));
    }

    [TestMethod]
    [DataRow(
        "{'descr': '|O', 'fortran_order': False, 'shape': (2,), }",
        "a pickled object array ('|O')",
        "bool, integers of 1 to 8 bytes or floats of 2, 4 or 8 bytes")]
    [DataRow(
        "{'descr': '<c8', 'fortran_order': False, 'shape': (2,), }",
        "elements of type '<c8'",
        "bool, integers of 1 to 8 bytes or floats of 2, 4 or 8 bytes")]
    [DataRow(
        "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,), }",
        "the elements are records of several fields",
        "plain numbers")]
    [DataRow("{'descr': '<f4', 'fortran_order': 0, 'shape': (2,), }", "'0' at character 34", "True or False")]
    [DataRow(
        "{'descr': '<f4', 'fortran_order': True}",
        "'{'descr': '<f4', 'fortran_order': True}'",
        "a dictionary with descr, fortran_order and shape")]
    [DataRow(
        "{'descr': '<f4', 'fortran_order': True, 'shape': (3000000000,)}",
        "the length 3000000000",
        "a length from 0 to 2147483647")]
    [DataRow(
        "{'descr': '<f4', 'fortran_order': True, 'shape': (-2,)}",
        "'-' at character 50",
        "a length from 0 to 2147483647")]
    [DataRow(
        "{'descr': '<f4', 'shape': (2,), 'fortran_order': True, 'a': 1}",
        "the key 'a'",
        "descr, fortran_order and shape")]
    [DataRow("{'descr': '<f4', 'shape': (2,), 'fortran_order': True} x", "'x'", "the end of the dictionary")]
    [DataRow("os.system('x')", "'o' at character 0", "'{'")]
    public void Read_BadHeader_SaysWhatStandsThere(string header, string found, string expected)
    {
        using TemporaryFolder folder = new();
        string path = folder.File("a.npy", WithHeader(header, dataBytes: 8));

        InvalidImageException e = Assert.ThrowsExactly<InvalidImageException>(() => NpyFile.Read(path));

        Assert.AreEqual($"{path}: header: {found}; expected {expected}.", e.Message);
    }

    [TestMethod]
    public void Read_FileTooShort_SaysWhatIsMissing()
    {
        using TemporaryFolder folder = new();
        string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1000000, 1000000), }";
        string path = folder.File("a.npy", WithHeader(header, dataBytes: 8));

        InvalidImageException e = Assert.ThrowsExactly<InvalidImageException>(() => NpyFile.Read(path));

        Assert.AreEqual(
            $"{path}: data at offset {10 + header.Length}: 8 bytes; expected 4000000000000 for 1000000 × 1000000 of float32.",
            e.Message);
    }

    [TestMethod]
    public void Read_BoolOtherThanOne_IsTrue()
    {
        using TemporaryFolder folder = new();
        byte[] bytes = WithHeader("{'descr': '|b1', 'fortran_order': False, 'shape': (2,), }", dataBytes: 2);
        bytes[^1] = 200;

        AxisTensor read = NpyFile.Read(folder.File("a.npy", bytes));

        CollectionAssert.AreEqual(new byte[] { 0, 1 }, read.Bytes.ToArray());
    }

    [TestMethod]
    public void Write_Fails_LeavesWhatWasThere()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("a.npy");
        NpyFile.Write(path, new AxisTensor(TensorShape.Of("x", 2), ElementType.UInt8));
        byte[] before = File.ReadAllBytes(path);

        Assert.ThrowsExactly<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write([1, 2, 3]);
            throw new InvalidOperationException();
        }));

        CollectionAssert.AreEqual(before, File.ReadAllBytes(path));
        Assert.HasCount(1, Directory.GetFiles(folder.Path));
    }

    private static byte[] WithHeader(string header, int dataBytes) =>
    [
        0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. new byte[dataBytes],
    ];

    /// <summary>Channels that stand side by side are read with their neighbours; the result is the same.</summary>
    [TestMethod]
    [DataRow(false, false)]
    [DataRow(true, false)]
    [DataRow(false, true)]
    public async Task ReadAsync_ChosenChannelsOfTheLastAxis_AreThoseOfTheWhole(bool isBigEndian, bool isFortran)
    {
        // Rows of more than one piece: 300 × 1000 × 4 × 2 bytes.
        using TemporaryFolder folder = new();
        int[] sizes = isFortran ? [4, 1000, 300] : [300, 1000, 4];
        string letters = isFortran ? "cyx" : "yxc";
        byte[] values = new byte[300 * 1000 * 4 * 2];
        new Random(5).NextBytes(values);
        string order = isBigEndian ? ">" : "<";
        string header = $"{{'descr': '{order}u2', 'fortran_order': {(isFortran ? "True" : "False")}, "
            + $"'shape': ({string.Join(", ", sizes)}), }}";
        header = header.PadRight(117) + "\n";
        byte[] start = [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.Latin1.GetBytes(header)];
        string path = folder.File("a.npy", [.. start, .. values]);
        using IImageSource image = ImageFile.Open(path, letters);
        AxisTensor whole = await ImageReading.ReadAllAsync(image);
        Random random = new(7);
        for (int i = 0; i < 20; i++)
        {
            TensorRegion region = ImageReading.RandomRegion(random, image.Shape);
            region = new TensorRegion(image.Shape, image.Shape.Select((axis, a) =>
                axis.Id == AxisIds.Channel ? new AxisRange(i % 4, i % 4 == 2 ? 2 : 1)
                : i < 4 ? new AxisRange(0, axis.Size)
                : region[a]));

            AxisTensor read = await ImageReading.ReadAsync(image, region);

            Assert.IsTrue(RegionCopy.Crop(whole, region).Bytes.SequenceEqual(read.Bytes), region.ToString());
        }

        int first = isBigEndian ? (values[0] << 8) | values[1] : values[0] | (values[1] << 8);
        Assert.AreEqual(first, whole.AsSpan<ushort>()[0]);
    }
}
