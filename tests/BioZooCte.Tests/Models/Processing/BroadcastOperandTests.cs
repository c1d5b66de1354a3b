using BioZooCte.Models.Processing;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Models.Processing;

[TestClass]
public sealed class BroadcastOperandTests
{
    [TestMethod]
    public void Apply_OverInterleavedChannels_GivesEachPixelItsOwn()
    {
        BroadcastOperand operand = new(
            AxisTensor.FromArray<double>(TensorShape.Of("yxc", 1, 1, 3), 10, 20, 30), TensorShape.Of("yxc", 1, 2, 3));
        double[] x = [1, 2, 3, 4, 5, 6];

        operand.Apply(ArithmeticOperator.Add, x, 0);

        CollectionAssert.AreEqual(new double[] { 11, 22, 33, 14, 25, 36 }, x);
    }

    [TestMethod]
    public void Apply_EveryChoiceOfAxesAndAnyChunks_EqualsIndexing()
    {
        Random random = new(13);
        for (int round = 0; round < 100; round++)
        {
            int[] sizes = [random.Next(1, 3), random.Next(1, 4), random.Next(1, 20), random.Next(1, 40)];
            int[] varying = [.. sizes.Select(size => random.Next(2) == 0 ? 1 : size)];
            TensorShape shape = TensorShape.Of("bcyx", sizes);
            TensorShape valueShape = TensorShape.Of("bcyx", varying);
            double[] values = [.. Enumerable.Range(0, (int)valueShape.ElementCount).Select(i => i + 1.0)];
            BroadcastOperand operand = new(AxisTensor.FromArray<double>(valueShape, values), shape);
            double[] found = new double[shape.ElementCount];

            for (int start = 0; start < found.Length;)
            {
                int length = Math.Min(found.Length - start, random.Next(1, 200));
                operand.Apply(ArithmeticOperator.Add, found.AsSpan(start, length), start);
                start += length;
            }

            CollectionAssert.AreEqual(Indexed(values, valueShape, shape), found, $"{valueShape} over {shape}");
        }
    }

    private static double[] Indexed(double[] values, TensorShape valueShape, TensorShape shape)
    {
        double[] expected = new double[shape.ElementCount];
        for (int i = 0; i < expected.Length; i++)
        {
            int index = 0;
            for (int axis = 0; axis < shape.Count; axis++)
            {
                int position = (int)(i / shape.Strides()[axis] % shape[axis].Size);
                index = (index * valueShape[axis].Size) + (position % valueShape[axis].Size);
            }

            expected[i] = values[index];
        }

        return expected;
    }
}
