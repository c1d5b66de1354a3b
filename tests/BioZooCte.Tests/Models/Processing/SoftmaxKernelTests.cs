using BioZooCte.Models.Processing;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Models.Processing;

[TestClass]
public sealed class SoftmaxKernelTests
{
    [TestMethod]
    public void Apply_EqualValues_SharesEvenly()
    {
        AxisTensor tensor = AxisTensor.FromArray<double>(TensorShape.Of("cx", 4, 1), 7, 7, 7, 7);

        CollectionAssert.AreEqual(
            new[] { 0.25, 0.25, 0.25, 0.25 }, SoftmaxKernel.Apply(tensor, "channel").AsSpan<double>().ToArray());
    }

    [TestMethod]
    public void Apply_EveryLengthTo67AlongEitherAxis_EqualsAPlainLoop()
    {
        Random random = new(17);
        for (int length = 1; length <= 67; length++)
        {
            TensorShape shape = TensorShape.Of("cx", 3, length);
            double[] values = [.. Enumerable.Range(0, 3 * length).Select(_ => (random.NextDouble() * 40) - 20)];
            AxisTensor tensor = AxisTensor.FromArray<double>(shape, values);

            double[] overChannels = SoftmaxKernel.Apply(tensor, "channel").AsSpan<double>().ToArray();
            double[] overColumns = SoftmaxKernel.Apply(tensor, "x").AsSpan<double>().ToArray();

            for (int i = 0; i < values.Length; i++)
            {
                int x = i % length;
                double channelSum = Enumerable.Range(0, 3).Sum(c => Math.Exp(values[(c * length) + x] - values[i]));
                double columnSum = Enumerable.Range(0, length).Sum(k => Math.Exp(values[i - x + k] - values[i]));
                Assert.AreEqual(1 / channelSum, overChannels[i], 1e-14);
                Assert.AreEqual(1 / columnSum, overColumns[i], 1e-14);
            }
        }
    }
}
