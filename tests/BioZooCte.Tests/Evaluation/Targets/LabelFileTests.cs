using BioZooCte.Evaluation.Targets;
using BioZooCte.Images;
using BioZooCte.Tensors;
using BioZooCte.Tests.Packages;

namespace BioZooCte.Tests.Evaluation.Targets;

[TestClass]
public sealed class LabelFileTests
{
    [TestMethod]
    public async Task ReadAsync_Labels_AreTheNumbersInCOrder()
    {
        using PackageFolder folder = new();
        LabelledImage pair = Write(folder, TensorShape.Of("yx", 2, 3), TensorShape.Of("yx", 2, 3), ElementType.UInt16);

        LabelFile.Check(pair, null);

        CollectionAssert.AreEqual(
            new[] { 0, 1, 2, 3, 4, 5 }, await LabelFile.ReadAsync(pair, null, CancellationToken.None));
    }

    [TestMethod]
    public void Check_LabelsInFloat_SaysWhatToDo()
    {
        using PackageFolder folder = new();
        LabelledImage pair = Write(folder, TensorShape.Of("yx", 2, 3), TensorShape.Of("yx", 2, 3), ElementType.Float32);

        InvalidImageException error =
            Assert.ThrowsExactly<InvalidImageException>(() => LabelFile.Check(pair, null));

        Assert.AreEqual(
            $"{pair.Labels}: labels: the elements are float32; expected whole numbers: save the labels as integers of"
            + " 8, 16 or 32 bit.",
            error.Message);
    }

    [TestMethod]
    public void Check_LabelsOfAnotherSize_NamesBoth()
    {
        using PackageFolder folder = new();
        LabelledImage pair = Write(folder, TensorShape.Of("yx", 2, 3), TensorShape.Of("yx", 3, 2), ElementType.UInt8);

        InvalidImageException error =
            Assert.ThrowsExactly<InvalidImageException>(() => LabelFile.Check(pair, null));

        Assert.AreEqual(
            $"{pair.Labels}: labels: the size is y 3, x 2; expected that of its image {pair.Image}, y 2, x 3.",
            error.Message);
    }

    [TestMethod]
    public void Check_ColouredLabels_AreRefused()
    {
        using PackageFolder folder = new();
        LabelledImage pair = Write(folder, TensorShape.Of("yx", 2, 3), TensorShape.Of("cyx", 2, 2, 3), ElementType.UInt8);

        InvalidImageException error =
            Assert.ThrowsExactly<InvalidImageException>(() => LabelFile.Check(pair, null));

        Assert.AreEqual(
            $"{pair.Labels}: labels: there are 2 channels; expected one: a number for each object, no colours.",
            error.Message);
    }

    [TestMethod]
    public async Task ReadAsync_NegativeLabel_IsNamed()
    {
        using PackageFolder folder = new();
        LabelledImage pair = new("image.npy", Path.Combine(folder.Path, "labels.npy"));
        NpyFile.Write(pair.Labels, AxisTensor.FromArray<short>(TensorShape.Of("yx", 1, 2), 1, -1));

        InvalidImageException error = await Assert.ThrowsExactlyAsync<InvalidImageException>(
            () => LabelFile.ReadAsync(pair, "cyx", CancellationToken.None));

        Assert.AreEqual(
            $"{pair.Labels}: labels: has the value -1; expected whole numbers from 0.", error.Message);
    }

    private static LabelledImage Write(
        PackageFolder folder, TensorShape image, TensorShape labels, ElementType labelType)
    {
        LabelledImage pair = new(
            Path.Combine(folder.Path, "image.tif"), Path.Combine(folder.Path, "labels.tif"));
        TiffWriter.Write(pair.Image, new AxisTensor(image, ElementType.UInt8));
        int[] numbers = [.. Enumerable.Range(0, (int)labels.ElementCount)];
        TiffWriter.Write(
            pair.Labels, ElementConverter.Cast(AxisTensor.FromArray<int>(labels, numbers), labelType));
        return pair;
    }
}
