using System.Collections.Immutable;

using BioZooCte.Perturbations;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Perturbations;

[TestClass]
public sealed class InputPerturbationTests
{
    private static readonly PerturbationContext ModelUnit =
        PerturbationContext.InModelUnit([0.45], new NoiseKey(7));

    [TestMethod]
    [DataRow("gamma:0.5", new[] { -0.7071067812, 0, 0.5, 1, 1.2247448714 })]
    [DataRow("gamma:2", new[] { -0.25, 0, 0.0625, 1, 2.25 })]
    [DataRow("gamma:1", new[] { -0.5, 0, 0.25, 1, 1.5 })]
    [DataRow("contrast:1.5", new[] { -0.975, -0.225, 0.15, 1.275, 2.025 })]
    [DataRow("contrast:0.5", new[] { -0.025, 0.225, 0.35, 0.725, 0.975 })]
    [DataRow("contrast:0", new[] { 0.45, 0.45, 0.45, 0.45, 0.45 })]
    [DataRow("brightness:0.2", new[] { -0.3, 0.2, 0.45, 1.2, 1.7 })]
    [DataRow("noise:0", new[] { -0.5, 0, 0.25, 1, 1.5 })]
    public void Perturb_InTheModelsUnit_IsTheFormulaUnclipped(string text, double[] expected)
    {
        AxisTensor wide = AxisTensor.FromArray(TensorShape.Of("yx", 1, 5), -0.5, 0, 0.25, 1, 1.5);
        AxisTensor single = AxisTensor.FromArray(TensorShape.Of("yx", 1, 5), -0.5f, 0f, 0.25f, 1f, 1.5f);
        InputPerturbation perturbation = KnownPerturbations.Parse(text);
        perturbation.Perturb(wide, TensorRegion.All(wide.Shape), ModelUnit);
        perturbation.Perturb(single, TensorRegion.All(single.Shape), ModelUnit);
        for (int i = 0; i < 5; i++)
        {
            Assert.AreEqual(expected[i], wide.AsSpan<double>()[i], 1e-10, $"{text}: value {i}");
            Assert.AreEqual((float)expected[i], single.AsSpan<float>()[i], 1e-7f, $"{text}: value {i}");
        }
    }

    [TestMethod]
    public void Perturb_EachChannelInItsUnit_IsTheFormulaOnEach()
    {
        // Channel 0 runs from 100 to 300, channel 1 from 10 to 20; the means are 0.5 and 0.25 of that,
        // 0.375 in all.
        PerturbationContext context =
            PerturbationContext.InPercentileUnit([100, 10], [300, 20], [200, 12.5], default);
        Assert.AreEqual(0.375, context.Mean, 1e-15);
        AxisTensor tensor = AxisTensor.FromArray(
            TensorShape.Of("cyx", 2, 1, 3), 100f, 150, 400, 10, 12.5f, 25);
        KnownPerturbations.Parse("gamma:2").Perturb(tensor, TensorRegion.All(tensor.Shape), context);
        CollectionAssert.AreEqual(
            new[] { 100f, 112.5f, 550, 10, 10.625f, 32.5f }, tensor.AsSpan<float>().ToArray());

        AxisTensor other = AxisTensor.FromArray(TensorShape.Of("cyx", 2, 1, 1), 100f, 20);
        KnownPerturbations.Parse("contrast:0.2").Perturb(other, TensorRegion.All(other.Shape), context);

        // 0.375 + 0.2·(0 − 0.375) = 0.3 of 200 above 100, and 0.375 + 0.2·(1 − 0.375) = 0.5 of 10 above 10.
        CollectionAssert.AreEqual(new[] { 160f, 15f }, other.AsSpan<float>().ToArray());
    }

    [TestMethod]
    public void Perturb_AConstantChannel_HasTheUnit1()
    {
        PerturbationContext context = PerturbationContext.InPercentileUnit([5], [5], [5], default);
        Assert.AreEqual(0.0, context.Mean);
        AxisTensor tensor = AxisTensor.FromArray(TensorShape.Of("x", 2), 5f, 5);
        KnownPerturbations.Parse("brightness:0.25").Perturb(tensor, TensorRegion.All(tensor.Shape), context);
        CollectionAssert.AreEqual(new[] { 5.25f, 5.25f }, tensor.AsSpan<float>().ToArray());
    }

    [TestMethod]
    [DataRow("brightness:0.1")]
    [DataRow("contrast:0.7")]
    [DataRow("gamma:1.5")]
    [DataRow("noise:0.1")]
    public void Perturb_EveryLengthFrom1To67_IsThePlainLoop(string text)
    {
        Random random = new(3);
        InputPerturbation perturbation = KnownPerturbations.Parse(text);
        PerturbationContext context =
            PerturbationContext.InPercentileUnit([0.2], [1.7], [0.8], new NoiseKey(99));
        for (int length = 1; length <= 67; length++)
        {
            float[] before = [.. Enumerable.Range(0, length).Select(_ => (random.NextSingle() * 3) - 1)];
            double[] noise = new double[length];
            NormalNoise.Fill(noise, context.Noise, default);
            AxisTensor tensor = AxisTensor.FromArray<float>(TensorShape.Of("x", length), before);
            perturbation.Perturb(tensor, TensorRegion.All(tensor.Shape), context);
            for (int i = 0; i < length; i++)
            {
                double v = (before[i] - 0.2) / 1.5;
                double changed = perturbation.Name switch
                {
                    "brightness" => v + 0.1,
                    "contrast" => context.Mean + (0.7 * (v - context.Mean)),
                    "gamma" => Math.Sign(v) * Math.Pow(Math.Abs(v), 1.5),
                    _ => v + (0.1 * noise[i]),
                };
                Assert.AreEqual(
                    0.2 + (1.5 * changed), tensor.AsSpan<float>()[i], 3e-7, $"{text}: {i} of {length}");
            }
        }
    }

    [TestMethod]
    [DataRow("cyx")]
    [DataRow("yxc")]
    [DataRow("xyc")]
    [DataRow("bxcy")]
    public void Perturb_AnyOrderOfAxes_GivesTheSameBits(string letters)
    {
        PerturbationContext context =
            PerturbationContext.InPercentileUnit([0, 0.1, 0.2], [1, 2, 3], [0.5, 0.6, 0.7], new NoiseKey(4));
        AxisTensor first = Ramp(TensorShape.Of("cyx", 3, 5, 1500));
        AxisTensor moved = AxisOrder.Reorder(
            Ramp(first.Shape), [.. letters.Select(AxisIds.FromLetter)]);
        foreach (string text in new[] { "gamma:1.5", "contrast:0.7", "brightness:0.1", "noise:0.1" })
        {
            InputPerturbation perturbation = KnownPerturbations.Parse(text);
            perturbation.Perturb(first, TensorRegion.All(first.Shape), context);
            perturbation.Perturb(moved, TensorRegion.All(moved.Shape), context);
        }

        AxisTensor back = AxisOrder.Reorder(moved, [AxisIds.Channel, AxisIds.Y, AxisIds.X]);
        Assert.IsTrue(first.Bytes.SequenceEqual(back.Bytes));
    }

    [TestMethod]
    [DataRow(0, 2, 0, 3, 0, 90)]
    [DataRow(1, 1, 2, 1, 17, 70)]
    [DataRow(1, 1, 1, 2, 64, 26)]
    [DataRow(0, 1, 0, 1, 63, 2)]
    public void Perturb_APartOfAnImage_GivesTheBitsOfTheWhole(
        int channel, int channels, int row, int rows, int column, int columns)
    {
        PerturbationContext context =
            PerturbationContext.InPercentileUnit([0, 0.1], [1, 2], [0.5, 0.6], new NoiseKey(4));
        AxisTensor whole = Ramp(TensorShape.Of("cyx", 2, 3, 90));
        TensorRegion region = new(
            whole.Shape,
            new AxisRange(channel, channels),
            new AxisRange(row, rows),
            new AxisRange(column, columns));
        foreach (string text in new[] { "gamma:1.5", "contrast:0.7", "brightness:0.1", "noise:0.1" })
        {
            AxisTensor all = Ramp(whole.Shape);
            AxisTensor part = Cut(all, region);
            KnownPerturbations.Parse(text).Perturb(part, region, context);
            KnownPerturbations.Parse(text).Perturb(all, TensorRegion.All(all.Shape), context);
            Assert.IsTrue(Cut(all, region).Bytes.SequenceEqual(part.Bytes), text);
        }
    }

    [TestMethod]
    public void Perturb_Gamma_IsThePowerForValuesOfEverySize()
    {
        double[] before =
            [0, -0.0, 1e-300, 1e-20, 3e-5, 0.999999, 1, 1.000001, 40, 1e9, -1e-7, -2.5, -65535, 1e200];
        AxisTensor tensor = AxisTensor.FromArray<double>(TensorShape.Of("x", before.Length), before);
        KnownPerturbations.Parse("gamma:1.5").Perturb(tensor, TensorRegion.All(tensor.Shape), ModelUnit);
        for (int i = 0; i < before.Length; i++)
        {
            double expected = Math.Sign(before[i]) * Math.Pow(Math.Abs(before[i]), 1.5);
            Assert.AreEqual(expected, tensor.AsSpan<double>()[i], 1e-12 * Math.Abs(expected), $"{before[i]}");
        }
    }

    [TestMethod]
    public void Perturb_NaN_StaysNaNAndReachesNoNeighbour()
    {
        foreach (string text in new[] { "gamma:1.5", "contrast:0.7", "brightness:0.1", "noise:0.1" })
        {
            AxisTensor tensor = AxisTensor.FromArray(TensorShape.Of("x", 3), 0.5f, float.NaN, 0.5f);
            KnownPerturbations.Parse(text).Perturb(tensor, TensorRegion.All(tensor.Shape), ModelUnit);
            Assert.IsTrue(float.IsFinite(tensor.AsSpan<float>()[0]), text);
            Assert.IsTrue(float.IsNaN(tensor.AsSpan<float>()[1]), text);
            Assert.IsTrue(float.IsFinite(tensor.AsSpan<float>()[2]), text);
        }
    }

    [TestMethod]
    public void Perturb_AnEmptyTensor_IsLeftAsItIs()
    {
        AxisTensor tensor = new(TensorShape.Of("yx", 0, 3), ElementType.Float32);
        KnownPerturbations.Parse("noise:1").Perturb(tensor, TensorRegion.All(tensor.Shape), ModelUnit);
        Assert.AreEqual(0, tensor.Count);
    }

    [TestMethod]
    public void Perturb_WhatDoesNotFit_IsRefused()
    {
        InputPerturbation gamma = KnownPerturbations.Parse("gamma:1.5");
        TensorShape shape = TensorShape.Of("yx", 2, 3);
        AxisTensor tensor = new(shape, ElementType.Float32);
        TensorRegion over = TensorRegion.All(shape).With(AxisIds.X, new AxisRange(1, 3));
        Assert.StartsWith(
            "y 0..2, x 1..4 of y 2, x 3; expected a region inside it.",
            Message(() => gamma.Perturb(tensor, over, ModelUnit)));
        TensorRegion part = TensorRegion.All(shape).With(AxisIds.X, new AxisRange(1, 2));
        Assert.StartsWith(
            "y 2, x 3; expected the region's y 2, x 2.",
            Message(() => gamma.Perturb(tensor, part, ModelUnit)));
        AxisTensor bytes = new(shape, ElementType.UInt8);
        Assert.StartsWith(
            "A tensor of uint8; expected float32 or float64.",
            Message(() => gamma.Perturb(bytes, TensorRegion.All(shape), ModelUnit)));
    }

    private static string Message(Action action) => Assert.ThrowsExactly<ArgumentException>(action).Message;

    private static AxisTensor Ramp(TensorShape shape) => AxisTensor.FromArray<float>(
        shape, [.. Enumerable.Range(0, (int)shape.ElementCount).Select(i => (i % 37 * 0.05f) - 0.3f)]);

    private static AxisTensor Cut(AxisTensor tensor, TensorRegion region)
    {
        for (int axis = 0; axis < tensor.Shape.Count; axis++)
        {
            ImmutableArray<int> positions = [.. Enumerable.Range(region[axis].Start, region[axis].Length)];
            tensor = AxisGather.Gather(tensor, tensor.Shape[axis].Id, positions.AsSpan());
        }

        return tensor;
    }
}
