using System.Numerics.Tensors;

namespace BioZooCte.Numerics;

/// <summary>
/// The triangular factor R of a tall matrix A whose rows come in portions: RᵀR = AᵀA, from A itself, so that no
/// digit is lost to the squares in AᵀA. Columns that are carried along become QᵀB beside R.
/// </summary>
/// <remarks>
/// Householder reflections of R together with the new rows, of which only R's diagonal element and the rows take part
/// in a column (Golub and Van Loan, Matrix Computations, 6.5.3): 2·n·C² operations in all, and the memory of one
/// portion. R starts as a multiple of the identity: a ridge, or nothing.
/// </remarks>
internal sealed class TriangularFactor
{
    /// <summary>A diagonal this far below its column is rounding: the columns depend on one another.</summary>
    private const double Negligible = 1e-12;

    /// <summary>
    /// Squares below this count as zero: what rounding leaves of columns that depend on one another shrinks on and on, and
    /// one over its squares would be no number.
    /// </summary>
    private const double Vanishing = 1e-290;

    /// <summary>Rows that are reflected together: they and R stay near the processor.</summary>
    private const int Portion = 128;

    private readonly double[] _values;
    private readonly double[] _residuals;

    /// <summary>A factor before the first row.</summary>
    /// <param name="order">How many columns are reduced to the triangle.</param>
    /// <param name="diagonal">What R starts with on its diagonal: the root of a ridge.</param>
    /// <param name="carried">How many columns behind those are carried along.</param>
    public TriangularFactor(int order, double diagonal = 0, int carried = 0)
        : this(order, carried, new double[order * (order + carried)])
    {
        for (int i = 0; i < order; i++)
        {
            _values[(i * Width) + i] = diagonal;
        }
    }

    private TriangularFactor(int order, int carried, double[] values)
    {
        Order = order;
        Width = order + carried;
        _values = values;
        _residuals = new double[carried];
    }

    /// <summary>The number of rows of R and of the columns that are reduced.</summary>
    public int Order { get; }

    /// <summary>The length of a row: R's and the carried columns.</summary>
    public int Width { get; }

    /// <summary>R's rows, each with what is carried; zero below the diagonal, whose signs are not settled.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>For each carried column, the square sum of what no combination of the others explains.</summary>
    public ReadOnlySpan<double> Residuals => _residuals;

    /// <summary>A row of R, with what is carried.</summary>
    public ReadOnlySpan<double> this[int row] => _values.AsSpan(row * Width, Width);

    /// <summary>½ ln det(RᵀR); −∞ where R is exactly singular.</summary>
    public double HalfLogDeterminant
    {
        get
        {
            double sum = 0;
            for (int i = 0; i < Order; i++)
            {
                sum += Math.Log(Math.Abs(this[i][i]));
            }

            return sum;
        }
    }

    /// <summary>Whether R has no inverse, up to rounding.</summary>
    public bool IsSingular
    {
        get
        {
            for (int column = 0; column < Order; column++)
            {
                double squares = 0;
                for (int row = 0; row <= column; row++)
                {
                    squares += this[row][column] * this[row][column];
                }

                if (Math.Abs(this[column][column]) <= Negligible * Math.Sqrt(squares))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>The factor of this one's rows, all times a number; without carried columns.</summary>
    public TriangularFactor Scale(double factor)
    {
        double[] values = new double[_values.Length];
        TensorPrimitives.Multiply(_values, factor, values);
        return new TriangularFactor(Order, Width - Order, values);
    }

    /// <summary>Takes rows in.</summary>
    /// <param name="rows">Row after row, each <see cref="Width"/> long; overwritten.</param>
    public void Add(Span<double> rows)
    {
        double[] column = new double[Portion];
        double[] products = new double[Width];
        for (int start = 0; start < rows.Length; start += Portion * Width)
        {
            Span<double> portion = rows.Slice(start, Math.Min(Portion * Width, rows.Length - start));
            Span<double> leading = column.AsSpan(0, portion.Length / Width);
            for (int k = 0; k < Order; k++)
            {
                Reflect(k, portion, leading, products.AsSpan(k + 1));
            }

            for (int row = 0; row < leading.Length; row++)
            {
                ReadOnlySpan<double> rest = portion.Slice((row * Width) + Order, Width - Order);
                TensorPrimitives.MultiplyAdd(rest, rest, _residuals, _residuals);
            }
        }
    }

    /// <summary>Makes of a row x the row xR⁻¹; R must not be singular.</summary>
    /// <param name="row">As long as R is wide; overwritten.</param>
    public void Divide(Span<double> row)
    {
        for (int k = 0; k < Order; k++)
        {
            row[k] /= this[k][k];
            Span<double> rest = row[(k + 1)..Order];
            TensorPrimitives.MultiplyAdd(this[k][(k + 1)..Order], -row[k], rest, rest);
        }
    }

    /// <summary>Turns column k of the rows to zero, into R's element (k, k).</summary>
    private void Reflect(int k, Span<double> rows, Span<double> column, Span<double> products)
    {
        for (int row = 0; row < column.Length; row++)
        {
            column[row] = rows[(row * Width) + k];
        }

        double squares = TensorPrimitives.SumOfSquares<double>(column);
        if (squares <= Vanishing)
        {
            return;
        }

        Span<double> own = _values.AsSpan((k * Width) + k, Width - k);
        double norm = Math.CopySign(Math.Sqrt((own[0] * own[0]) + squares), own[0]);
        double leading = own[0] + norm;
        own[0] = -norm;
        own = own[1..];

        TensorPrimitives.Multiply(own, leading, products);
        for (int row = 0; row < column.Length; row++)
        {
            TensorPrimitives.MultiplyAdd(RestOf(rows, row, k), column[row], products, products);
        }

        TensorPrimitives.Multiply(products, 2 / ((leading * leading) + squares), products);
        TensorPrimitives.MultiplyAdd(products, -leading, own, own);
        for (int row = 0; row < column.Length; row++)
        {
            Span<double> rest = RestOf(rows, row, k);
            TensorPrimitives.MultiplyAdd(products, -column[row], rest, rest);
        }
    }

    private Span<double> RestOf(Span<double> rows, int row, int k) =>
        rows.Slice((row * Width) + k + 1, Width - k - 1);
}
