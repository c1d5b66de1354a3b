using BioZooCte.Images;
using BioZooCte.Tensors;
using BioZooCte.Tiling;

namespace BioZooCte.Tests.Tiling;

[TestClass]
public sealed class ChannelMatcherTests
{
    private static readonly string[] Stains = ["DAPI", "GFP"];

    [TestMethod]
    public async Task MatchAsync_AsManyAsWanted_TakesAll()
    {
        Assert.AreEqual(new ChannelChoice(new AxisRange(0, 1)), await MatchAsync(Image("yx"), 1));
        Assert.AreEqual(new ChannelChoice(new AxisRange(0, 2)), await MatchAsync(Image("cyx", 2), 2));
        Assert.AreEqual(new ChannelChoice(new AxisRange(0, 5)), await MatchAsync(Image("cyx", 5), null));
    }

    [TestMethod]
    public async Task MatchAsync_SeveralForOne_ListsThem()
    {
        InvalidImageException named = await RefusalAsync(Image("cyx", 2, Stains), 1);
        InvalidImageException unnamed = await RefusalAsync(Image("cyx", 2), 1);

        Assert.AreEqual(
            "cells: axis channel: has 2 channels: 0 'DAPI', 1 'GFP'; expected one of them to be chosen "
                + "(--image-channel, by position or name), for the model takes one.",
            named.Message);
        Assert.Contains("has 2 channels: 0, 1; expected", unnamed.Message);
    }

    [TestMethod]
    [DataRow("gfp", 1)]
    [DataRow("0", 0)]
    [DataRow("1", 1)]
    public async Task MatchAsync_Chosen_IsFoundByNameOrPosition(string channel, int index)
    {
        ChannelChoice choice = await MatchAsync(Image("cyx", 2, Stains), 1, new ImageSelection(channel));

        Assert.AreEqual(new ChannelChoice(new AxisRange(index, 1)), choice);
    }

    [TestMethod]
    public async Task MatchAsync_ChosenOneIsMissing_ListsThem()
    {
        InvalidImageException e = await RefusalAsync(Image("cyx", 2, Stains), 1, new ImageSelection("2"));

        Assert.AreEqual(
            "cells: axis channel: has 2 channels: 0 'DAPI', 1 'GFP'; expected one that is called '2'.", e.Message);
    }

    [TestMethod]
    public async Task MatchAsync_TooFewOrTooMany_NamesBoth()
    {
        InvalidImageException few = await RefusalAsync(Image("yx"), 3);
        InvalidImageException chosen = await RefusalAsync(Image("cyx", 2), 2, new ImageSelection("1"));

        Assert.AreEqual("cells: axis channel: has 1 channel; expected 3 channels.", few.Message);
        Assert.AreEqual(
            "cells: axis channel: was to be reduced to the channel '1'; expected 2 channels.", chosen.Message);
    }

    [TestMethod]
    public async Task MatchAsync_GrayWithAlpha_IsGray()
    {
        TensorImage image = Image("yxc", 2, ["gray", "alpha"]);

        Assert.AreEqual(new ChannelChoice(new AxisRange(0, 1)), await MatchAsync(image, 1));
        Assert.AreEqual(new ChannelChoice(new AxisRange(1, 1)), await MatchAsync(image, 1, new ImageSelection("alpha")));
    }

    [TestMethod]
    public async Task MatchAsync_ThreeUnnamedChannels_AreRgbWhereGrayIsAskedOfThem()
    {
        TensorImage unnamed = Image("yxc", 3);
        TensorImage named = Image("yxc", 3, ["DAPI", "GFP", "RFP"]);
        ImageSelection gray = new(RgbToGray: true);

        Assert.AreEqual(
            new ChannelChoice(new AxisRange(0, 3), IsLuminance: true), await MatchAsync(unnamed, 1, gray));
        Assert.Contains("has 3 channels: 0, 1, 2; expected one", (await RefusalAsync(unnamed, 1)).Message);
        Assert.Contains("has 3 channels: 0 'DAPI'", (await RefusalAsync(named, 1, gray)).Message);
    }

    [TestMethod]
    public async Task MatchAsync_Rgb_IsGrayOrLuminanceOrRefused()
    {
        TensorImage image = Image("yxc", 4, isRgb: true);

        Assert.AreEqual(new ChannelChoice(new AxisRange(0, 1)), await MatchAsync(image, 1, isGray: true));
        Assert.AreEqual(new ChannelChoice(new AxisRange(0, 3)), await MatchAsync(image, 3));
        Assert.AreEqual(
            new ChannelChoice(new AxisRange(0, 3), IsLuminance: true),
            await MatchAsync(image, 1, new ImageSelection(RgbToGray: true)));
        Assert.AreEqual(
            "cells: axis channel: is a colour image (channels 0 red, 1 green, 2 blue, which differ); expected gray, for "
                + "the model takes one channel: choose its luminance (--rgb-to-gray) or a channel (--image-channel).",
            (await RefusalAsync(image, 1)).Message);
    }

    /// <summary>0.2125·R + 0.7154·G + 0.0721·B.</summary>
    [TestMethod]
    public async Task Luminance_AndEquality_OfThreePlanes()
    {
        AxisTensor tensor = AxisTensor.FromArray<byte>(TensorShape.Of("yxc", 1, 2, 3), 100, 0, 0, 10, 20, 30);
        using TensorImage differing = new("cells", tensor, isRgb: true);
        using TensorImage equal = new(
            "cells", AxisTensor.FromArray<byte>(TensorShape.Of("yxc", 1, 2, 3), 7, 7, 7, 9, 9, 9), isRgb: true);

        float[] luminance = RgbPlanes.Luminance(tensor).AsSpan<float>().ToArray();

        Assert.AreEqual(21.25f, luminance[0], 1e-5f);
        Assert.AreEqual(18.596f, luminance[1], 1e-5f);
        Assert.IsFalse(await RgbPlanes.AreEqualAsync(differing, default));
        Assert.IsTrue(await RgbPlanes.AreEqualAsync(equal, default));
    }

    private static TensorImage Image(string axes, int channels = 1, string[]? names = null, bool isRgb = false) => new(
        "cells",
        new AxisTensor(
            new TensorShape(axes.Select(a => new TensorAxis(AxisIds.FromLetter(a), a == 'c' ? channels : 4))),
            ElementType.UInt8),
        names,
        isRgb);

    private static ValueTask<ChannelChoice> MatchAsync(
        TensorImage image, int? wanted, ImageSelection? selection = null, bool isGray = false) =>
        ChannelMatcher.MatchAsync(
            image, wanted, selection ?? new ImageSelection(), _ => ValueTask.FromResult(isGray), default);

    private static Task<InvalidImageException> RefusalAsync(
        TensorImage image, int wanted, ImageSelection? selection = null) =>
        Assert.ThrowsExactlyAsync<InvalidImageException>(async () => await MatchAsync(image, wanted, selection));
}
