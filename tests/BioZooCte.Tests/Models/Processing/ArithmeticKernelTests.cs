using BioZooCte.Models.Processing;

namespace BioZooCte.Tests.Models.Processing;

[TestClass]
public sealed class ArithmeticKernelTests
{
    [TestMethod]
    public void Apply_EveryOperatorAndLengthTo67_EqualsAPlainLoop()
    {
        Random random = new(11);
        for (int length = 1; length <= 67; length++)
        {
            double[] x = [.. Enumerable.Range(0, length).Select(i => i % 7 == 3 ? double.NaN : random.NextDouble() - 0.5)];
            double[] operands = [.. Enumerable.Range(0, length).Select(_ => random.NextDouble() - 0.5)];
            foreach (ArithmeticOperator operation in Enum.GetValues<ArithmeticOperator>())
            {
                double[] all = [.. x];
                double[] each = [.. x];

                ArithmeticKernel.Apply(operation, all, operands[0]);
                ArithmeticKernel.Apply(operation, each, operands);

                CollectionAssert.AreEqual(x.Select(v => Scalar(operation, v, operands[0])).ToArray(), all);
                CollectionAssert.AreEqual(x.Zip(operands, (v, o) => Scalar(operation, v, o)).ToArray(), each);
            }
        }
    }

    private static double Scalar(ArithmeticOperator operation, double x, double v) => operation switch
    {
        ArithmeticOperator.Add => x + v,
        ArithmeticOperator.Subtract => x - v,
        ArithmeticOperator.Multiply => x * v,
        ArithmeticOperator.Divide => x / v,
        ArithmeticOperator.Maximum => x < v ? v : x,
        ArithmeticOperator.Minimum => x > v ? v : x,
        ArithmeticOperator.MaximumNumber => x >= v ? x : v,
        ArithmeticOperator.MinimumNumber => x <= v ? x : v,
        _ => x > v ? 1 : 0,
    };
}
