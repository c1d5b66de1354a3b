using BioZooCte.Images;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Images;

[TestClass]
public sealed class FileAxesTests
{
    private static readonly FileAxis[] Stated = [new('z', 5), new('c', 2), new('y', 32), new('x', 45)];
    private static readonly FileAxis[] Pages = [new('z', 3, IsStated: false), new('y', 70), new('x', 93)];
    private static readonly FileAxis[] Unnamed = [new('?', 3, IsStated: false), new('?', 70, IsStated: false)];

    [TestMethod]
    public void Match_NothingGiven_IsTheFilesOwn()
    {
        Assert.AreEqual(TensorShape.Of("zcyx", 5, 2, 32, 45), FileAxes.Match("a", Stated, "OME-XML", null));
        Assert.AreEqual(TensorShape.Of("zyx", 3, 70, 93), FileAxes.Match("a", Pages, "the file", null));
    }

    [TestMethod]
    [DataRow("zyx")]
    [DataRow("tyx")]
    [DataRow("CYX")]
    public void Match_PagesWithoutName_AreWhatTheCallerSays(string axes)
    {
        TensorShape shape = FileAxes.Match("a", Pages, "the file", axes);

        Assert.AreEqual(axes.ToLowerInvariant(), shape.Letters);
        Assert.AreEqual(3, shape[0].Size);
    }

    [TestMethod]
    public void Match_SameAxesGiven_Agree()
    {
        Assert.AreEqual("zcyx", FileAxes.Match("a", Stated, "OME-XML", "zcyx").Letters);
    }

    [TestMethod]
    [DataRow(
        "czyx", "'czyx' was given; expected 'zcyx', which OME-XML states, with the lengths 5 × 2 × 32 × 45.")]
    [DataRow(
        "zcxy", "'zcxy' was given; expected 'zcyx', which OME-XML states, with the lengths 5 × 2 × 32 × 45.")]
    [DataRow(
        "zyx",
        "'zyx' was given (3 axes); expected 4 axes: 'zcyx' by OME-XML, with the lengths 5 × 2 × 32 × 45.")]
    [DataRow("zzyx", "the axes are 'zzyx'; expected different letters out of bitczyx, y and x among them.")]
    [DataRow("zcqx", "the axes are 'zcqx'; expected different letters out of bitczyx, y and x among them.")]
    public void Match_Contradiction_NamesBoth(string axes, string message)
    {
        InvalidImageException e = Assert.ThrowsExactly<InvalidImageException>(
            () => FileAxes.Match("a.tif", Stated, "OME-XML", axes));

        Assert.AreEqual($"a.tif: axes: {message}", e.Message);
    }

    [TestMethod]
    public void Match_PagesMovedBehindColumns_NamesBoth()
    {
        InvalidImageException e = Assert.ThrowsExactly<InvalidImageException>(
            () => FileAxes.Match("a.tif", Pages, "the file", "yxz"));

        Assert.AreEqual(
            "a.tif: axes: 'yxz' was given; expected 'zyx', which the file states, with the lengths 3 × 70 × 93.",
            e.Message);
    }

    [TestMethod]
    public void Match_NothingStatedNorGiven_AsksForThem()
    {
        InvalidImageException e = Assert.ThrowsExactly<InvalidImageException>(
            () => FileAxes.Match("a.npy", Unnamed, "the NPY header", null));

        Assert.AreEqual(
            "a.npy: axes: the NPY header names none of the 2 axes with the lengths 3 × 70; expected them to be given "
                + "as letters, slowest first, such as yx.",
            e.Message);
        Assert.AreEqual("xy", FileAxes.Match("a.npy", Unnamed, "the NPY header", "xy").Letters);
    }
}
