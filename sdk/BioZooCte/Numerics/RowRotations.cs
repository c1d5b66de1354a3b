using System.Numerics.Tensors;

namespace BioZooCte.Numerics;

/// <summary>
/// Singular values by rotating pairs of rows until all are at right angles: then their lengths are the singular
/// values, each right to its own last digits, however far apart they lie.
/// </summary>
/// <remarks>
/// One-sided Jacobi: Hestenes 1958, doi:10.1137/0106005; Demmel and Veselić 1992, doi:10.1137/0613074.
/// </remarks>
internal static class RowRotations
{
    /// <summary>Cosines of angles that are right up to rounding.</summary>
    private const double RightAngle = 1e-14;

    /// <summary>Five to ten are usual.</summary>
    private const int MostSweeps = 60;

    /// <summary>Rotates rows until they are at right angles to one another.</summary>
    /// <param name="rows">Row after row; overwritten.</param>
    /// <param name="width">The length of a row.</param>
    /// <param name="compared">
    /// How many of a row's leading columns the angles are between; the rest is turned along.
    /// </param>
    /// <returns>The square of each row's compared part: the square of a singular value.</returns>
    public static double[] Orthogonalize(Span<double> rows, int width, int compared)
    {
        int count = rows.Length / width;
        double[] squares = new double[count];
        double[] room = new double[width];
        for (int i = 0; i < count; i++)
        {
            squares[i] = TensorPrimitives.SumOfSquares<double>(rows.Slice(i * width, compared));
        }

        bool turned = true;
        for (int sweep = 0; turned && sweep < MostSweeps; sweep++)
        {
            turned = false;
            for (int i = 0; i < count - 1; i++)
            {
                Span<double> first = rows.Slice(i * width, width);
                for (int j = i + 1; j < count; j++)
                {
                    Span<double> second = rows.Slice(j * width, width);
                    double product = TensorPrimitives.Dot<double>(first[..compared], second[..compared]);
                    if (Math.Abs(product) > RightAngle * Math.Sqrt(squares[i]) * Math.Sqrt(squares[j]))
                    {
                        Turn(first, second, (squares[j] - squares[i]) / (2 * product), room);
                        squares[i] = TensorPrimitives.SumOfSquares<double>(first[..compared]);
                        squares[j] = TensorPrimitives.SumOfSquares<double>(second[..compared]);
                        turned = true;
                    }
                }
            }
        }

        return squares;
    }

    /// <summary>Turns two rows by the smaller of the angles that set them at right angles.</summary>
    /// <param name="first">One row.</param>
    /// <param name="second">The other.</param>
    /// <param name="cotangent">The cotangent of twice the angle.</param>
    /// <param name="room">As long as a row.</param>
    private static void Turn(Span<double> first, Span<double> second, double cotangent, Span<double> room)
    {
        double tangent = Math.CopySign(1 / (Math.Abs(cotangent) + Math.Sqrt(1 + (cotangent * cotangent))), cotangent);
        double cosine = 1 / Math.Sqrt(1 + (tangent * tangent));
        double sine = cosine * tangent;
        TensorPrimitives.Multiply(first, sine, room);
        TensorPrimitives.Multiply(first, cosine, first);
        TensorPrimitives.MultiplyAdd(second, -sine, first, first);
        TensorPrimitives.MultiplyAdd(second, cosine, room, second);
    }
}
