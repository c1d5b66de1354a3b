using BioZooCte.Numerics;

namespace BioZooCte.Tests.Numerics;

[TestClass]
public sealed class RowRotationsTests
{
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

        double[] squares = RowRotations.Orthogonalize(rows, Width, Order);

        Assert.AreEqual(original.Sum(value => value * value), squares.Sum(), 1e-13);
        for (int i = 0; i < Order; i++)
        {
            for (int j = 0; j < Order; j++)
            {
                double turned = 0;
                double product = 0;
                double beside = 0;
                for (int k = 0; k < Order; k++)
                {
                    turned += rows[(i * Width) + Order + k] * original[(k * Order) + j];
                    product += rows[(i * Width) + k] * rows[(j * Width) + k];
                    beside += rows[(i * Width) + Order + k] * rows[(j * Width) + Order + k];
                }

                Assert.AreEqual(turned, rows[(i * Width) + j], 1e-13);
                Assert.AreEqual(i == j ? squares[i] : 0, product, 1e-13);
                Assert.AreEqual(i == j ? 1 : 0, beside, 1e-13, "what it turned by is a rotation");
            }
        }
    }
}
