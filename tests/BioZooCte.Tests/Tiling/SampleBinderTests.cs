using BioZooCte.Images;
using BioZooCte.Packages.Description;
using BioZooCte.Tensors;
using BioZooCte.Tiling;

namespace BioZooCte.Tests.Tiling;

[TestClass]
public sealed class SampleBinderTests
{
    [TestMethod]
    public async Task BindAsync_AxesInOtherOrder_AreMatchedByName()
    {
        using TensorImage image = new(
            "cells", AxisTensor.FromArray<byte>(TensorShape.Of("yxc", 2, 2, 2), 0, 1, 2, 3, 4, 5, 6, 7));

        InputSample sample = (await BindAsync(image, TestInputs.Of("bcyx", channels: 2))).Single();

        Assert.AreEqual("batch 1, channel 2, y 2, x 2", sample.Shape.ToString());
        AxisTensor read = await sample.ReadAsync(TensorRegion.All(sample.Shape), default);
        CollectionAssert.AreEqual(new byte[] { 0, 2, 4, 6, 1, 3, 5, 7 }, read.Bytes.ToArray());
    }

    [TestMethod]
    public async Task BindAsync_ModelWithoutZ_GetsEachPlane()
    {
        using TensorImage image = new(
            "cells", AxisTensor.FromArray<byte>(TensorShape.Of("tzyx", 2, 2, 1, 2), 0, 1, 2, 3, 4, 5, 6, 7));

        IReadOnlyList<InputSample> all = await BindAsync(image, TestInputs.Of("bcyx"));
        IReadOnlyList<InputSample> middle = await BindAsync(
            image, TestInputs.Of("bcyx"), new ImageSelection(Planes: PlaneSelection.Middle));

        CollectionAssert.AreEqual(
            new[] { (0, 0), (0, 1), (1, 0), (1, 1) }, all.Select(s => (s.Frame, s.Slice)).ToArray());
        Assert.AreEqual((1, 1), (middle.Single().Frame, middle.Single().Slice));
        AxisTensor read = await all[2].ReadAsync(TensorRegion.All(all[2].Shape), default);
        CollectionAssert.AreEqual(new byte[] { 4, 5 }, read.Bytes.ToArray());
    }

    [TestMethod]
    public async Task BindAsync_ModelWithZ_GetsTheWholeStackOfEachFrame()
    {
        using TensorImage image = new("cells", new AxisTensor(TensorShape.Of("tzyx", 3, 5, 6, 7), ElementType.UInt8));

        IReadOnlyList<InputSample> samples = await BindAsync(image, TestInputs.Of("bczyx"));

        Assert.HasCount(3, samples);
        Assert.AreEqual("batch 1, channel 1, z 5, y 6, x 7", samples[0].Shape.ToString());
    }

    [TestMethod]
    public async Task BindAsync_PlaneBeyondTheLast_NamesBoth()
    {
        using TensorImage image = new("cells", new AxisTensor(TensorShape.Of("zyx", 5, 6, 7), ElementType.UInt8));

        InvalidImageException e = await Assert.ThrowsExactlyAsync<InvalidImageException>(
            () => BindAsync(image, TestInputs.Of("bcyx"), new ImageSelection(Planes: PlaneSelection.Single(5))));

        Assert.AreEqual(
            "cells: has 5 planes (t 1, z 5); expected one at the position 5, counted from 0.", e.Message);
    }

    [TestMethod]
    public async Task BindAsync_AxisMissingOrTooMuch_IsNamed()
    {
        using TensorImage flat = new("cells", new AxisTensor(TensorShape.Of("yx", 6, 7), ElementType.UInt8));
        using TensorImage list = new("cells", new AxisTensor(TensorShape.Of("iyx", 2, 6, 7), ElementType.UInt8));

        InvalidImageException missing = await Assert.ThrowsExactlyAsync<InvalidImageException>(
            () => BindAsync(flat, TestInputs.Of("bczyx")));
        InvalidImageException many = await Assert.ThrowsExactlyAsync<InvalidImageException>(
            () => BindAsync(list, TestInputs.Of("bcyx")));

        Assert.AreEqual(
            "cells: axis z: is not there (the axes are y 6, x 7); expected one, which the model's input 'raw' has.",
            missing.Message);
        Assert.AreEqual(
            "cells: axis index: has 2 positions; expected axes out of t, c, z, y, x; state them where the file does not.",
            many.Message);
    }

    [TestMethod]
    public async Task ReadAsync_ValueThatTheInputCannotHold_IsNamed()
    {
        using TensorImage image = new(
            "cells", AxisTensor.FromArray<ushort>(TensorShape.Of("yx", 1, 2), 255, 256));
        InputSample sample = (await BindAsync(image, TestInputs.Of("bcyx", type: ElementType.UInt8))).Single();

        InvalidImageException e = await Assert.ThrowsExactlyAsync<InvalidImageException>(
            async () => await sample.ReadAsync(TensorRegion.All(sample.Shape), default));

        Assert.StartsWith("cells: holds the uint16 value 256; expected values from 0 to 255", e.Message);
    }

    [TestMethod]
    public async Task ReadAsync_Luminance_IsOneFloatChannel()
    {
        using TensorImage image = new(
            "cells", AxisTensor.FromArray<byte>(TensorShape.Of("yxc", 1, 1, 3), 10, 20, 30), isRgb: true);
        InputSample sample = (await BindAsync(
            image, TestInputs.Of("byxc"), new ImageSelection(RgbToGray: true))).Single();

        AxisTensor read = await sample.ReadAsync(TensorRegion.All(sample.Shape), default);

        Assert.AreEqual("batch 1, y 1, x 1, channel 1", read.Shape.ToString());
        Assert.AreEqual(ElementType.Float32, sample.ElementType);
        Assert.AreEqual(18.596f, read.AsSpan<float>()[0], 1e-5f);
    }

    private static Task<IReadOnlyList<InputSample>> BindAsync(
        TensorImage image, InputDescription input, ImageSelection? selection = null) =>
        SampleBinder.BindAsync(
            image,
            input,
            selection ?? new ImageSelection(),
            token => RgbPlanes.AreEqualAsync(image, token),
            default).AsTask();
}
