using BioZooCte.Numerics;

namespace BioZooCte.Tests.Numerics;

[TestClass]
public sealed class TriangularFactorTests
{
    [TestMethod]
    [DataRow(3)]
    [DataRow(11)]
    [DataRow(19)]
    public void Add_ManyColumnsOfFewDirections_StaysANumber(int directions)
    {
        const int Order = 128;
        const int Rows = 400;
        Random random = new(directions);
        double[] rows = new double[Rows * Order];
        for (int term = 0; term < directions; term++)
        {
            double[] a = [.. Enumerable.Range(0, Rows).Select(_ => random.NextDouble() - 0.5)];
            double[] b = [.. Enumerable.Range(0, Order).Select(_ => random.NextDouble() - 0.5)];
            for (int i = 0; i < rows.Length; i++)
            {
                rows[i] += a[i / Order] * b[i % Order];
            }
        }

        double squares = rows.Sum(value => value * value);
        TriangularFactor factor = new(Order);
        factor.Add(rows);

        // Reflections keep the sum of squares.
        double found = 0;
        foreach (double value in factor.Values)
        {
            found += value * value;
        }

        Assert.AreEqual(squares, found, 1e-12 * squares);
    }

    [TestMethod]
    [DataRow(1, 1, 0.0)]
    [DataRow(3, 5, 0.0)]
    [DataRow(127, 4, 0.0)]
    [DataRow(128, 4, 0.5)]
    [DataRow(129, 7, 0.0)]
    [DataRow(700, 6, 2.0)]
    public void Add_Rows_HasTheirProductsAndTheDiagonal(int count, int order, double diagonal)
    {
        double[] rows = Values(count * order, seed: count);
        TriangularFactor factor = new(order, diagonal);

        factor.Add([.. rows]);

        for (int a = 0; a < order; a++)
        {
            for (int b = 0; b < order; b++)
            {
                double expected = a == b ? diagonal * diagonal : 0;
                double actual = 0;
                for (int row = 0; row < count; row++)
                {
                    expected += rows[(row * order) + a] * rows[(row * order) + b];
                }

                for (int row = 0; row < order; row++)
                {
                    actual += factor[row][a] * factor[row][b];
                    Assert.IsTrue(row <= a || factor[row][a] == 0);
                }

                Assert.AreEqual(expected, actual, 1e-12 * count);
            }
        }
    }

    [TestMethod]
    public void Add_InPortions_IsTheSameUpToSigns()
    {
        double[] rows = Values(50 * 3, seed: 1);
        TriangularFactor whole = new(3);
        TriangularFactor parts = new(3);

        whole.Add([.. rows]);
        parts.Add(rows.AsSpan(..60));
        parts.Add(rows.AsSpan(60..));

        for (int i = 0; i < 9; i++)
        {
            Assert.AreEqual(Math.Abs(whole.Values[i]), Math.Abs(parts.Values[i]), 1e-13);
        }
    }

    [TestMethod]
    public void Residuals_CarriedColumn_AreWhatTheRestCannotExplain()
    {
        // y = 2x + 1 but for a last value that is 3 too high; over x and 1 the residual's square is known.
        double[] x = [0, 1, 2, 3];
        double[] y = [1, 3, 5, 10];
        TriangularFactor factor = new(2, carried: 1);

        factor.Add([.. x.SelectMany((value, i) => new[] { value, 1, y[i] })]);

        Assert.AreEqual(9 * (1 - 0.7), factor.Residuals[0], 1e-12);
    }

    [TestMethod]
    public void Divide_Row_TimesTheFactorIsTheRow()
    {
        TriangularFactor factor = new(4);
        factor.Add(Values(40, seed: 2));
        double[] row = [1, -2, 3, 0.5];
        double[] divided = [.. row];

        factor.Divide(divided);

        for (int column = 0; column < 4; column++)
        {
            double sum = 0;
            for (int k = 0; k < 4; k++)
            {
                sum += divided[k] * factor[k][column];
            }

            Assert.AreEqual(row[column], sum, 1e-13);
        }
    }

    [TestMethod]
    public void IsSingular_DependentColumns_IsTrueWhateverTheirScale()
    {
        TriangularFactor dependent = new(2);
        dependent.Add([1e-9, 3, 2e-9, 6, -1e-9, -3]);
        TriangularFactor apart = new(2);
        apart.Add([1e-9, 3, 2e-9, 6, -1e-9, 3]);

        Assert.IsTrue(dependent.IsSingular);
        Assert.IsTrue(new TriangularFactor(2).IsSingular);
        Assert.IsFalse(apart.IsSingular);
        Assert.IsFalse(new TriangularFactor(2, 1e-3).IsSingular);
    }

    [TestMethod]
    public void HalfLogDeterminant_Diagonal_IsTheSumOfItsLogarithms() =>
        Assert.AreEqual(3 * Math.Log(0.5), new TriangularFactor(3, 0.5).HalfLogDeterminant, 1e-15);

    private static double[] Values(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.5)];
    }
}
