using System.Collections.Immutable;

using BioZooCte.Evaluation.Targets;
using BioZooCte.Images;

namespace BioZooCte.Tests.Evaluation.Targets;

[TestClass]
public sealed class LabelMatchingTests
{
    [TestMethod]
    public void Match_OtherOrderAndExtension_PairsByName()
    {
        ImmutableArray<LabelledImage> pairs = LabelMatching.Match(
            ["images/b.tif", "images/a.ome.tif"], ["labels/a.png", "labels/b.npy"]);

        CollectionAssert.AreEqual(
            new LabelledImage[] { new("images/b.tif", "labels/b.npy"), new("images/a.ome.tif", "labels/a.png") },
            pairs);
    }

    [TestMethod]
    public void Match_ImageWithoutLabels_IsNamed()
    {
        InvalidImageException error = Assert.ThrowsExactly<InvalidImageException>(
            () => LabelMatching.Match(["i/a.png", "i/b.png"], ["l/a.png"]));

        Assert.AreEqual(
            "i/b.png: labels: none of the 1 label images for 2 images is named b; expected one label image for each"
            + " image, with the image's name and any extension.",
            error.Message);
    }

    [TestMethod]
    public void Match_LabelsWithoutImage_AreNamed()
    {
        InvalidImageException error = Assert.ThrowsExactly<InvalidImageException>(
            () => LabelMatching.Match(["i/a.png"], ["l/a.png", "l/c.png"]));

        Assert.AreEqual(
            "l/c.png: labels: none of the 1 images for 2 label images is named c; expected one image for each label"
            + " image; leave the others out.",
            error.Message);
    }

    [TestMethod]
    public void Match_TwoOfOneName_AreNamed()
    {
        InvalidImageException error = Assert.ThrowsExactly<InvalidImageException>(
            () => LabelMatching.Match(["i/a.png"], ["l/a.png", "m/a.tif"]));

        Assert.AreEqual(
            "m/a.tif: labels: l/a.png has the same name; expected label images of different names, so that each finds"
            + " its counterpart.",
            error.Message);
    }
}
