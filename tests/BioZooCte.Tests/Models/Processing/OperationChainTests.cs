using BioZooCte.Models.Processing;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Models.Processing;

[TestClass]
public sealed class OperationChainTests
{
    private static readonly ProcessingOperation[] Sigmoid =
        [new ProcessingOperation.Sigmoid(), new ProcessingOperation.Cast(ElementType.Float32)];

    [TestMethod]
    public void Run_SigmoidOfEveryLengthTo67_EqualsAPlainLoop()
    {
        Random random = new(19);
        for (int length = 1; length <= 67; length++)
        {
            float[] values = [.. Enumerable.Range(0, length).Select(_ => (random.NextSingle() * 60) - 30)];
            AxisTensor tensor = AxisTensor.FromArray<float>(TensorShape.Of("x", length), values);

            AxisTensor result = OperationChain.Run(Sigmoid, tensor, [null, null], ElementType.Float32);

            float[] expected = [.. values.Select(v => (float)(1 / (1 + Math.Exp(-(double)v))))];
            ReadOnlySpan<float> found = result.AsSpan<float>();
            for (int i = 0; i < length; i++)
            {
                Assert.AreEqual(expected[i], found[i], 1e-7f * expected[i]);
            }

            CollectionAssert.AreEqual(values, tensor.AsSpan<float>().ToArray());
        }
    }

    /// <summary>
    /// The last few elements of a span are computed by other instructions than those before them.
    /// </summary>
    [TestMethod]
    public void Run_SigmoidOfAPart_EqualsTheWholeBitForBit()
    {
        Random random = new(29);
        double[] values = [.. Enumerable.Range(0, 67).Select(_ => (random.NextDouble() * 20) - 10)];
        double[] whole = Sigmoids(values);

        for (int start = 0; start < values.Length; start++)
        {
            CollectionAssert.AreEqual(whole[start..], Sigmoids(values[start..]));
            CollectionAssert.AreEqual(whole[start..(start + 1)], Sigmoids(values[start..(start + 1)]));
        }

        static double[] Sigmoids(double[] x) => OperationChain.Run(
            [new ProcessingOperation.Sigmoid()],
            AxisTensor.FromArray<double>(TensorShape.Of("x", x.Length), x),
            [null],
            ElementType.Float64).AsSpan<double>().ToArray();
    }

    [TestMethod]
    public void Run_SigmoidOfExtremes_IsZeroHalfOneOrNaN()
    {
        AxisTensor tensor = AxisTensor.FromArray<float>(
            TensorShape.Of("x", 5), float.NegativeInfinity, -1e30f, 0, float.PositiveInfinity, float.NaN);

        AxisTensor result = OperationChain.Run(Sigmoid, tensor, [null, null], ElementType.Float32);

        CollectionAssert.AreEqual(new[] { 0, 0, 0.5f, 1, float.NaN }, result.AsSpan<float>().ToArray());
    }

    [TestMethod]
    public void Run_CastsBetweenSteps_LeaveWhatTheTypeHolds()
    {
        AxisTensor half = AxisTensor.FromArray<double>(new TensorShape(), 0.5);
        ProcessingOperation[] chain =
        [
            new ProcessingOperation.Arithmetic(ArithmeticOperator.Multiply, _ => half, "here"),
            new ProcessingOperation.Cast(ElementType.UInt8),
            new ProcessingOperation.Arithmetic(ArithmeticOperator.Multiply, _ => half, "here"),
            new ProcessingOperation.Cast(ElementType.Float32),
        ];
        AxisTensor tensor = AxisTensor.FromArray<ushort>(TensorShape.Of("x", 3), 7, 8, 600);
        BroadcastOperand operand = new(half.Reshaped(TensorShape.Of("x", 1)), tensor.Shape);

        AxisTensor result = OperationChain.Run(chain, tensor, [operand, null, operand, null], ElementType.Float32);

        // 3.5 is cut to 3, and 300 wraps to 44.
        CollectionAssert.AreEqual(new[] { 1.5f, 2, 22 }, result.AsSpan<float>().ToArray());
    }

    [TestMethod]
    public void Run_ALeadingCastThatLosesDigits_TakesEffect()
    {
        ProcessingOperation[] chain =
            [new ProcessingOperation.Cast(ElementType.Bool), .. Sigmoid];
        AxisTensor tensor = AxisTensor.FromArray<float>(TensorShape.Of("x", 2), 0, 0.25f);

        AxisTensor result = OperationChain.Run(chain, tensor, [null, null, null], ElementType.Float32);

        CollectionAssert.AreEqual(new[] { 0.5f, 0.731058598f }, result.AsSpan<float>().ToArray());
    }

    [TestMethod]
    public void Run_NothingButACast_KeepsWhatDoubleWouldLose()
    {
        AxisTensor tensor = AxisTensor.FromArray<long>(TensorShape.Of("x", 1), (1L << 53) + 1);

        AxisTensor result = OperationChain.Run(
            [new ProcessingOperation.Cast(ElementType.Int64)], tensor, [null], ElementType.Int64);

        Assert.AreEqual((1L << 53) + 1, result.AsSpan<long>()[0]);
    }
}
