using BioZooCte.Numerics;

namespace BioZooCte.Tests.Numerics;

[TestClass]
public sealed class SingularValuesTests
{
    [TestMethod]
    public void Sum_TwoByTwo_IsTheKnownOne()
    {
        // [3 0; 4 5] has √45 and √5.
        Assert.AreEqual(
            Math.Sqrt(45) + Math.Sqrt(5), SingularValues.Sum([3, 0, 4, 5], order: 2), 1e-14);
        Assert.AreEqual(0, SingularValues.Sum([0, 0, 0, 0], order: 2));
        Assert.AreEqual(5 * Math.Sqrt(5), SingularValues.Sum([3, 4, 6, 8], order: 2), 1e-14);
        Assert.AreEqual(3, SingularValues.Sum([-3], order: 1), 1e-15);
    }

    [TestMethod]
    [DataRow(2)]
    [DataRow(17)]
    [DataRow(64)]
    [DataRow(128)]
    public void Sum_RotatedDiagonal_IsTheSumOfTheDiagonal(int order)
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

        Assert.AreEqual(diagonal.Sum(), SingularValues.Sum(rows, order), 1e-14 * order);
    }

    [TestMethod]
    [DataRow(5, 3)]
    [DataRow(40, 3)]
    [DataRow(128, 3)]
    [DataRow(128, 11)]
    [DataRow(128, 19)]
    public void Sum_FewDirections_IsThatOfRowsAtRightAngles(int order, int terms)
    {
        // A sum of few outer products: all other singular values are 0, and what rounding leaves of them shrinks on
        // and on while columns are reduced.
        Random random = new(order);
        double[] rows = new double[order * order];
        for (int term = 0; term < terms; term++)
        {
            double[] a = [.. Enumerable.Range(0, order).Select(_ => random.NextDouble() - 0.5)];
            double[] b = [.. Enumerable.Range(0, order).Select(_ => random.NextDouble() - 0.5)];
            for (int i = 0; i < rows.Length; i++)
            {
                rows[i] += a[i / order] * b[i % order];
            }
        }

        double[] turned = [.. rows];
        RowRotations.Orthogonalize(turned, order, order);
        double expected = turned.Chunk(order).Sum(row => Math.Sqrt(row.Sum(value => value * value)));

        Assert.AreEqual(expected, SingularValues.Sum(rows, order), 1e-13 * expected);
    }

    [TestMethod]
    [DataRow(1e-300)]
    [DataRow(1e-170)]
    [DataRow(1e170)]
    public void Sum_ValuesWhoseSquaresAreNoNumbers_IsAsWide(double scale)
    {
        double sum = SingularValues.Sum([3 * scale, 0, 4 * scale, 5 * scale], order: 2);

        Assert.AreEqual(Math.Sqrt(45) + Math.Sqrt(5), sum / scale, 1e-13);
    }

    [TestMethod]
    public void Sum_TwoDiagonalsWithZeros_IsThatOfRowsAtRightAngles()
    {
        double[] rows = [1, 2, 0, 0, 0, 0, 3, 0, 0, 0, 0, 4, 0, 0, 0, 0];
        double[] turned = [.. rows];
        RowRotations.Orthogonalize(turned, 4, 4);

        Assert.AreEqual(
            turned.Chunk(4).Sum(row => Math.Sqrt(row.Sum(value => value * value))),
            SingularValues.Sum(rows, 4),
            1e-14);
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
