using BioZooCte.Numerics;

namespace BioZooCte.Tests.Numerics;

[TestClass]
public sealed class RowRotationsTests
{
    [TestMethod]
    public void SumOfSingularValues_TwoByTwo_IsTheKnownOne()
    {
        // [3 0; 4 5] has √45 and √5.
        Assert.AreEqual(
            Math.Sqrt(45) + Math.Sqrt(5), RowRotations.SumOfSingularValues([3, 0, 4, 5], width: 2), 1e-14);
        Assert.AreEqual(0, RowRotations.SumOfSingularValues([0, 0, 0, 0], width: 2));
        Assert.AreEqual(5, RowRotations.SumOfSingularValues([3, 4, 6, 8, 0, 0], width: 2) / Math.Sqrt(5), 1e-14);
    }

    [TestMethod]
    [DataRow(2)]
    [DataRow(17)]
    [DataRow(64)]
    public void SumOfSingularValues_RotatedDiagonal_IsTheSumOfTheDiagonal(int order)
    {
        // A diagonal between two reflections, each its own inverse; from 1 down to 1e-12.
        double[] diagonal = [.. Enumerable.Range(0, order).Select(i => Math.Pow(10, -12.0 * i / (order - 1)))];
        double[] rows = new double[order * order];
        for (int i = 0; i < order; i++)
        {
            rows[(i * order) + i] = diagonal[i];
        }

        Reflect(rows, order, seed: 1);
        Transpose(rows, order);
        Reflect(rows, order, seed: 2);

        Assert.AreEqual(diagonal.Sum(), RowRotations.SumOfSingularValues(rows, order), 1e-14 * order);
    }

    [TestMethod]
    public void Orthogonalize_Rows_AreAtRightAngles_AndTheRestTurnsAlong()
    {
        const int Order = 9;
        const int Width = 2 * Order;
        Random random = new(3);
        double[] original = [.. Enumerable.Range(0, Order * Order).Select(_ => random.NextDouble() - 0.5)];
        double[] rows = new double[Order * Width];
        for (int i = 0; i < Order; i++)
        {
            original.AsSpan(i * Order, Order).CopyTo(rows.AsSpan(i * Width));
            rows[(i * Width) + Order + i] = 1;
        }

        RowRotations.Orthogonalize(rows, Width, Order);

        for (int i = 0; i < Order; i++)
        {
            for (int j = 0; j < Order; j++)
            {
                double turned = 0;
                double product = 0;
                for (int k = 0; k < Order; k++)
                {
                    turned += rows[(i * Width) + Order + k] * original[(k * Order) + j];
                    product += rows[(i * Width) + k] * rows[(j * Width) + k];
                }

                Assert.AreEqual(turned, rows[(i * Width) + j], 1e-13);
                Assert.IsTrue(i == j || Math.Abs(product) < 1e-13);
            }
        }
    }

    private static void Reflect(double[] rows, int order, int seed)
    {
        Random random = new(seed);
        double[] normal = [.. Enumerable.Range(0, order).Select(_ => random.NextDouble() - 0.5)];
        double squares = normal.Sum(value => value * value);
        for (int i = 0; i < order; i++)
        {
            Span<double> row = rows.AsSpan(i * order, order);
            double product = 0;
            for (int k = 0; k < order; k++)
            {
                product += row[k] * normal[k];
            }

            for (int k = 0; k < order; k++)
            {
                row[k] -= 2 * product / squares * normal[k];
            }
        }
    }

    private static void Transpose(double[] rows, int order)
    {
        for (int i = 0; i < order; i++)
        {
            for (int j = 0; j < i; j++)
            {
                (rows[(i * order) + j], rows[(j * order) + i]) = (rows[(j * order) + i], rows[(i * order) + j]);
            }
        }
    }
}
