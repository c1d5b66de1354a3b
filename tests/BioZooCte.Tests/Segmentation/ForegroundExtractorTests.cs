using BioZooCte.Models;
using BioZooCte.Segmentation;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Segmentation;

[TestClass]
public sealed class ForegroundExtractorTests
{
    private static readonly ForegroundRule Probability = new()
    {
        OutputIndex = 0,
        OutputId = "out",
        Values = ForegroundValues.Probability,
        Channel = 1,
        Reason = "",
    };

    private static readonly ForegroundRule Undetermined = Probability with
    {
        Values = ForegroundValues.Undetermined,
        Channel = 0,
        Reason = $"{OutputValues.NothingStated} Its only channel.",
    };

    [TestMethod]
    [DataRow("bcyx", new[] { 1, 2, 1, 2 }, new[] { 0.1f, 0.2f, 0.3f, 0.4f }, new[] { 0.3f, 0.4f })]
    [DataRow("byxc", new[] { 1, 1, 2, 2 }, new[] { 0.1f, 0.2f, 0.3f, 0.4f }, new[] { 0.2f, 0.4f })]
    [DataRow("cxy", new[] { 2, 1, 2 }, new[] { 0.1f, 0.2f, 0.3f, 0.4f }, new[] { 0.3f, 0.4f })]
    public void Extract_AnyAxes_GivesTheChannelOverYAndX(string axes, int[] sizes, float[] values, float[] expected)
    {
        AxisTensor output = AxisTensor.FromArray<float>(TensorShape.Of(axes, sizes), values);
        AxisTensor foreground = new ForegroundExtractor("m", Probability).Extract(output);
        Assert.AreEqual("yx", foreground.Shape.Letters);
        CollectionAssert.AreEqual(expected, foreground.AsSpan<float>().ToArray());
    }

    [TestMethod]
    public void Extract_Volume_KeepsFramesAndSlicesInOrder()
    {
        AxisTensor output = AxisTensor.FromArray(
            TensorShape.Of("bczyxt", 1, 2, 2, 1, 1, 2), 0f, .1f, .2f, .3f, .4f, .5f, .6f, .7f);
        AxisTensor foreground = new ForegroundExtractor("m", Probability).Extract(output);
        Assert.AreEqual("tzyx", foreground.Shape.Letters);
        CollectionAssert.AreEqual(new[] { .4f, .6f, .5f, .7f }, foreground.AsSpan<float>().ToArray());
    }

    [TestMethod]
    public void Extract_WithoutChannels_IsACopy()
    {
        AxisTensor output = AxisTensor.FromArray(TensorShape.Of("byx", 1, 1, 2), .25f, .75f);
        AxisTensor foreground = new ForegroundExtractor("m", Probability with { Channel = null }).Extract(output);
        output.AsSpan<float>().Clear();
        CollectionAssert.AreEqual(new[] { .25f, .75f }, foreground.AsSpan<float>().ToArray());
    }

    [TestMethod]
    public void Extract_SlightlyBeyondZeroAndOne_IsBroughtBack()
    {
        AxisTensor output = AxisTensor.FromArray(TensorShape.Of("yx", 1, 3), -.0009f, .5f, 1.0009f);
        AxisTensor foreground = new ForegroundExtractor("m", Probability with { Channel = null }).Extract(output);
        CollectionAssert.AreEqual(new[] { 0f, .5f, 1f }, foreground.AsSpan<float>().ToArray());
        Assert.AreEqual(-.0009f, output.AsSpan<float>()[0]);
    }

    [TestMethod]
    public void Extract_FarBeyondZeroAndOne_IsAnErrorAndNotThresholded()
    {
        AxisTensor output = AxisTensor.FromArray(TensorShape.Of("yx", 1, 2), -3.5f, 8f);
        ModelRunException error = Assert.ThrowsExactly<ModelRunException>(
            () => new ForegroundExtractor("m", Probability with { Channel = null }).Extract(output));
        Assert.AreEqual(
            "m: output 'out' has values from -3.5 to 8; expected probabilities from 0 to 1.", error.Message);
    }

    [TestMethod]
    [DataRow(ForegroundValues.Probability)]
    [DataRow(ForegroundValues.Decision)]
    public void Extract_NaN_IsAnError(ForegroundValues values)
    {
        AxisTensor output = AxisTensor.FromArray(TensorShape.Of("yx", 1, 3), 0f, float.NaN, 1f);
        ForegroundRule rule = Probability with { Values = values, Channel = null };
        ModelRunException error = Assert.ThrowsExactly<ModelRunException>(
            () => new ForegroundExtractor("m", rule).Extract(output));
        Assert.AreEqual(
            "m: output 'out' holds values that are not numbers (NaN); expected numbers.", error.Message);
    }

    [TestMethod]
    public void Extract_Decisions_AreZeroAndOne()
    {
        ForegroundRule rule = Probability with { Values = ForegroundValues.Decision, Channel = null };
        ForegroundExtractor extractor = new("m", rule);
        float[] expected = [0, 1, 1, 0];
        AxisTensor labels = AxisTensor.FromArray<ushort>(TensorShape.Of("yx", 2, 2), 0, 1, 500, 0);
        AxisTensor signed = AxisTensor.FromArray<float>(TensorShape.Of("yx", 2, 2), 0, -2, .25f, 0);
        CollectionAssert.AreEqual(expected, extractor.Extract(labels).AsSpan<float>().ToArray());
        CollectionAssert.AreEqual(expected, extractor.Extract(signed).AsSpan<float>().ToArray());
    }

    [TestMethod]
    public void Extract_HalfAndDouble_AreConverted()
    {
        ForegroundExtractor extractor = new("m", Probability with { Channel = null });
        AxisTensor half = AxisTensor.FromArray(TensorShape.Of("yx", 1, 2), (Half).25f, (Half)1f);
        AxisTensor twice = AxisTensor.FromArray(TensorShape.Of("yx", 1, 2), .25, 1.0);
        CollectionAssert.AreEqual(new[] { .25f, 1f }, extractor.Extract(half).AsSpan<float>().ToArray());
        CollectionAssert.AreEqual(new[] { .25f, 1f }, extractor.Extract(twice).AsSpan<float>().ToArray());
    }

    [TestMethod]
    public void Extract_Classes_PoolsWhatIsNotBackground()
    {
        ForegroundRule rule = Probability with
        {
            Channel = null,
            BackgroundChannel = 0,
            Classes = [new ForegroundClass(1, "nucleus"), new ForegroundClass(2, "debris")],
        };
        ForegroundExtractor extractor = new("m", rule);
        AxisTensor output = AxisTensor.FromArray(
            TensorShape.Of("bcyx", 1, 3, 1, 2), .25f, 1f, .5f, 0f, .25f, 0f);
        CollectionAssert.AreEqual(new[] { .75f, 0f }, extractor.Extract(output).AsSpan<float>().ToArray());
        CollectionAssert.AreEqual(new[] { .5f, 0f }, extractor.ExtractClass(output, 0).AsSpan<float>().ToArray());
        CollectionAssert.AreEqual(new[] { .25f, 0f }, extractor.ExtractClass(output, 1).AsSpan<float>().ToArray());
    }

    [TestMethod]
    public void Extract_SigmoidAskedFor_IsAppliedToACopy()
    {
        ForegroundRule rule = Probability with { Channel = null, Activation = "sigmoid" };
        AxisTensor output = AxisTensor.FromArray(TensorShape.Of("yx", 1, 3), 0f, 1.0986123f, -200f);
        float[] foreground = new ForegroundExtractor("m", rule).Extract(output).AsSpan<float>().ToArray();
        Assert.AreEqual(.5f, foreground[0], 1e-6f);
        Assert.AreEqual(.75f, foreground[1], 1e-6f);
        Assert.AreEqual(0f, foreground[2], 1e-6f);
        Assert.AreEqual(0f, output.AsSpan<float>()[0]);
    }

    [TestMethod]
    [DataRow("bcyx")]
    [DataRow("byxc")]
    public void Extract_SoftmaxAskedFor_IsTakenOverTheChannels(string axes)
    {
        ForegroundRule rule = Probability with
        {
            Channel = null,
            Activation = "softmax",
            BackgroundChannel = 0,
            Classes = [new ForegroundClass(1, "a"), new ForegroundClass(2, "b")],
        };
        int[] sizes = axes == "bcyx" ? [1, 3, 1, 1] : [1, 1, 1, 3];
        float ln2 = MathF.Log(2);
        AxisTensor output = AxisTensor.FromArray(TensorShape.Of(axes, sizes), 1000 + ln2, 1000f, 1000f);
        ForegroundExtractor extractor = new("m", rule);
        Assert.AreEqual(.5f, extractor.Extract(output).AsSpan<float>()[0], 1e-4f);
        Assert.AreEqual(.25f, extractor.ExtractClass(output, 1).AsSpan<float>()[0], 1e-4f);
    }

    [TestMethod]
    public void Extract_Undetermined_AsksForAnObservation()
    {
        AxisTensor output = new(TensorShape.Of("yx", 1, 1), ElementType.Float32);
        InvalidOperationException error = Assert.ThrowsExactly<InvalidOperationException>(
            () => new ForegroundExtractor("m", Undetermined).Extract(output));
        Assert.AreEqual(
            "m: what the values of output 'out' are is not settled; observe a prediction first.", error.Message);
    }

    [TestMethod]
    public void Observe_WithinZeroAndOne_IsProbabilityAndSaysWhy()
    {
        AxisTensor output = AxisTensor.FromArray(TensorShape.Of("bcyx", 1, 1, 1, 3), -.001f, .5f, 1.001f);
        ForegroundRule rule = ForegroundExtractor.Observe("m", Undetermined, output);
        Assert.AreEqual(ForegroundValues.Probability, rule.Values);
        Assert.AreEqual(
            "Probabilities: nothing states it, the first prediction lies within [-0.001, 1.001]. Its only channel.",
            rule.Reason);
    }

    [TestMethod]
    public void Observe_Logits_IsRefusedWithTheirRangeAndAHint()
    {
        AxisTensor output = AxisTensor.FromArray(TensorShape.Of("bcyx", 1, 1, 1, 2), -7.25f, 9.5f);
        UnsupportedModelException error = Assert.ThrowsExactly<UnsupportedModelException>(
            () => ForegroundExtractor.Observe("m", Undetermined, output));
        Assert.AreEqual(
            "m cannot be run: output 'out' has values from -7.25 to 9.5 and nothing states an activation; expected"
            + " probabilities from 0 to 1 (--activation sigmoid|softmax makes them of logits).",
            error.Message);
    }

    [TestMethod]
    public void Observe_OtherChannelsAreLogits_LooksAtTheForegroundOnly()
    {
        AxisTensor output = AxisTensor.FromArray(TensorShape.Of("bcyx", 1, 2, 1, 1), .5f, 80f);
        Assert.AreEqual(
            ForegroundValues.Probability, ForegroundExtractor.Observe("m", Undetermined, output).Values);
    }

    [TestMethod]
    public void Observe_SettledRule_StaysAsItIs()
    {
        AxisTensor output = AxisTensor.FromArray(TensorShape.Of("bcyx", 1, 2, 1, 1), .5f, 80f);
        Assert.AreSame(Probability, ForegroundExtractor.Observe("m", Probability, output));
    }

    [TestMethod]
    public void Observe_NaN_IsAnError()
    {
        AxisTensor output = AxisTensor.FromArray(TensorShape.Of("bcyx", 1, 1, 1, 1), float.NaN);
        Assert.ThrowsExactly<ModelRunException>(() => ForegroundExtractor.Observe("m", Undetermined, output));
    }
}
