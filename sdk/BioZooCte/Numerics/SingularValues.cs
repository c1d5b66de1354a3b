using System.Numerics.Tensors;

namespace BioZooCte.Numerics;

/// <summary>
/// The sum of a square matrix's singular values, without their vectors: to the last digits of the largest one, at the
/// price of little more than a product of two matrices.
/// </summary>
/// <remarks>
/// Householder reflections from both sides leave a diagonal and what stands beside it (Golub and Kahan 1965,
/// doi:10.1137/0702016); QR steps with implicit shifts make the second one vanish (Golub and Reinsch 1970,
/// doi:10.1007/BF02163027). Small singular values are not right to their own digits: see <see cref="RowRotations"/>.
/// </remarks>
internal static class SingularValues
{
    /// <summary>What is left of 1 in rounding.</summary>
    private const double Rounding = 2.2e-16;

    /// <summary>
    /// Two steps for a singular value are usual. All are counted together: where many are zero, one step is needed for each
    /// before the first is done with.
    /// </summary>
    private const int MostStepsEach = 100;

    /// <summary>The sum of the singular values.</summary>
    /// <param name="matrix">Row after row; overwritten.</param>
    /// <param name="order">The length of a row and of a column.</param>
    public static double Sum(Span<double> matrix, int order)
    {
        // Squares of what is very small or very large are no numbers, or 0.
        double scale = Math.Abs(TensorPrimitives.MaxMagnitude<double>(matrix));
        if (scale == 0)
        {
            return 0;
        }

        TensorPrimitives.Divide(matrix, scale, matrix);
        double[] diagonal = new double[order];
        double[] beside = new double[order];
        Reduce(matrix, order, diagonal, beside);
        Diagonalize(diagonal, beside);
        return scale * TensorPrimitives.SumOfMagnitudes<double>(diagonal);
    }

    /// <summary>Reduces a matrix to two diagonals.</summary>
    private static void Reduce(Span<double> matrix, int order, Span<double> diagonal, Span<double> beside)
    {
        // What is smaller than this part of the whole matrix is rounding, and its square may not be a number any more.
        double negligible = Rounding * Rounding / order * TensorPrimitives.SumOfSquares<double>(matrix);
        double[] column = new double[order];
        double[] products = new double[order];
        for (int k = 0; k < order; k++)
        {
            Span<double> left = column.AsSpan(k);
            for (int row = k; row < order; row++)
            {
                column[row] = matrix[(row * order) + k];
            }

            double leftScale = Reflection(left, negligible, out diagonal[k]);
            if (k == order - 1)
            {
                return;
            }

            Span<double> share = products.AsSpan(k + 1);
            share.Clear();
            for (int row = k; leftScale > 0 && row < order; row++)
            {
                TensorPrimitives.MultiplyAdd(Rest(matrix, order, row, k), column[row] * leftScale, share, share);
            }

            Span<double> right = Rest(matrix, order, k, k);
            TensorPrimitives.MultiplyAdd(share, -column[k], right, right);
            double rightScale = Reflection(right, negligible, out beside[k]);
            for (int row = k + 1; row < order; row++)
            {
                Span<double> rest = Rest(matrix, order, row, k);
                TensorPrimitives.MultiplyAdd(share, -column[row], rest, rest);
                double along = TensorPrimitives.Dot<double>(rest, right) * rightScale;
                TensorPrimitives.MultiplyAdd(right, -along, rest, rest);
            }
        }
    }

    /// <summary>
    /// Makes of a vector the normal of the reflection that turns it to its first element, which is left over; 2
    /// over the normal's square, or 0 where nothing is to be turned.
    /// </summary>
    /// <param name="vector">The vector.</param>
    /// <param name="negligible">Squares that count as zero.</param>
    /// <param name="left">What is left over.</param>
    private static double Reflection(Span<double> vector, double negligible, out double left)
    {
        double squares = TensorPrimitives.SumOfSquares<double>(vector[1..]);
        if (squares <= negligible)
        {
            left = vector[0];
            return 0;
        }

        double norm = Math.CopySign(Math.Sqrt((vector[0] * vector[0]) + squares), vector[0]);
        left = -norm;
        vector[0] += norm;
        return 2 / ((vector[0] * vector[0]) + squares);
    }

    /// <summary>Turns a matrix of two diagonals into its singular values, but for their signs.</summary>
    /// <param name="diagonal">Its diagonal, then the singular values.</param>
    /// <param name="beside">What stands to the right of it; overwritten.</param>
    /// <exception cref="ArithmeticException">They do not settle: one is no number.</exception>
    private static void Diagonalize(Span<double> diagonal, Span<double> beside)
    {
        double negligible = Rounding * Math.Max(
            Math.Abs(TensorPrimitives.MaxMagnitude<double>(diagonal)),
            Math.Abs(TensorPrimitives.MaxMagnitude<double>(beside)));
        int steps = 0;
        for (int last = diagonal.Length - 1; last > 0;)
        {
            int first = last;
            while (first > 0 && !(Math.Abs(beside[first - 1]) <= negligible))
            {
                first--;
            }

            if (first == last)
            {
                last--;
                continue;
            }

            if (++steps > MostStepsEach * diagonal.Length)
            {
                throw new ArithmeticException("The singular values of a matrix do not settle.");
            }

            Chase(diagonal[first..(last + 1)], beside[first..last], negligible);
        }
    }

    /// <summary>One QR step on a block.</summary>
    private static void Chase(Span<double> diagonal, Span<double> beside, double negligible)
    {
        int last = diagonal.Length - 1;
        double across = beside[0];

        // Without a shift one step moves a zero of the diagonal to its end, where nothing stays beside it; of what is
        // nearly zero something would, step after step.
        double along = ClearNegligible(diagonal, negligible)
            ? diagonal[0]
            : diagonal[0] - (Shift(diagonal, beside) / diagonal[0]);

        for (int k = 0; k < last; k++)
        {
            double length = Turn(along, across, out double cosine, out double sine);
            if (k > 0)
            {
                beside[k - 1] = length;
            }

            along = (cosine * diagonal[k]) + (sine * beside[k]);
            beside[k] = (cosine * beside[k]) - (sine * diagonal[k]);
            across = sine * diagonal[k + 1];
            diagonal[k + 1] *= cosine;

            diagonal[k] = Turn(along, across, out cosine, out sine);
            along = (cosine * beside[k]) + (sine * diagonal[k + 1]);
            diagonal[k + 1] = (cosine * diagonal[k + 1]) - (sine * beside[k]);
            beside[k] = along;
            if (k + 1 < last)
            {
                across = sine * beside[k + 1];
                beside[k + 1] *= cosine;
            }
        }
    }

    /// <summary>Makes zeros of what is as good as zero; whether there is any.</summary>
    private static bool ClearNegligible(Span<double> values, double negligible)
    {
        bool any = false;
        foreach (ref double value in values)
        {
            if (Math.Abs(value) <= negligible)
            {
                value = 0;
                any = true;
            }
        }

        return any;
    }

    /// <summary>Of the two squares that the block's last corner has as eigenvalues the one nearer to its end.</summary>
    private static double Shift(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> beside)
    {
        int last = diagonal.Length - 1;
        double above = last > 1 ? beside[last - 2] : 0;
        double upper = (diagonal[last - 1] * diagonal[last - 1]) + (above * above);
        double lower = (diagonal[last] * diagonal[last]) + (beside[last - 1] * beside[last - 1]);
        double corner = diagonal[last - 1] * beside[last - 1];
        double half = (upper - lower) / 2;
        double root = Math.CopySign(Math.Sqrt((half * half) + (corner * corner)), half);
        return corner == 0 ? lower : lower - (corner * corner / (half + root));
    }

    /// <summary>The rotation that turns a vector onto its first axis; its length.</summary>
    private static double Turn(double along, double across, out double cosine, out double sine)
    {
        double length = Math.Sqrt((along * along) + (across * across));
        cosine = length > 0 ? along / length : 1;
        sine = length > 0 ? across / length : 0;
        return length;
    }

    private static Span<double> Rest(Span<double> matrix, int order, int row, int k) =>
        matrix.Slice((row * order) + k + 1, order - k - 1);
}
