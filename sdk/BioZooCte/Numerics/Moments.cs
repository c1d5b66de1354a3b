using System.Numerics;
using System.Numerics.Tensors;

namespace BioZooCte.Numerics;

/// <summary>
/// Number, mean and spread of values, in double. Moments of parts add up to those of the whole (Chan, Golub
/// and LeVeque 1983, doi:10.1080/00031305.1983.10483115), without the cancellation of a sum of squares.
/// </summary>
/// <param name="Count">How many values.</param>
/// <param name="Mean">Their mean; NaN for none.</param>
/// <param name="SquaredDeviations">Σ (x − mean)².</param>
internal readonly record struct Moments(long Count, double Mean, double SquaredDeviations)
{
    private const int ChunkSize = 1024;

    /// <summary>Those of no values.</summary>
    public static Moments None => new(0, double.NaN, 0);

    /// <summary>The population's standard deviation; NaN for no values.</summary>
    public double StandardDeviation => Math.Sqrt(SquaredDeviations / Count);

    /// <summary>The moments of both sets of values together.</summary>
    public static Moments operator +(Moments a, Moments b)
    {
        if (a.Count == 0 || b.Count == 0)
        {
            return a.Count == 0 ? b : a;
        }

        long count = a.Count + b.Count;
        double difference = b.Mean - a.Mean;
        double share = (double)b.Count / count;
        return new Moments(
            count,
            a.Mean + (difference * share),
            a.SquaredDeviations + b.SquaredDeviations + (difference * difference * a.Count * share));
    }

    /// <summary>
    /// The moments of the values that are numbers; how many are NaN goes to <paramref name="notNumbers"/>.
    /// </summary>
    public static Moments Of<T>(ReadOnlySpan<T> values, out long notNumbers)
        where T : unmanaged, INumber<T>
    {
        Span<double> chunk = stackalloc double[ChunkSize];
        Moments moments = None;
        notNumbers = 0;
        for (int start = 0; start < values.Length; start += ChunkSize)
        {
            Span<double> part = chunk[..Math.Min(ChunkSize, values.Length - start)];
            TensorPrimitives.ConvertTruncating(values.Slice(start, part.Length), part);
            double sum = TensorPrimitives.Sum<double>(part);
            if (double.IsNaN(sum))
            {
                int numbers = KeepNumbers(part);
                notNumbers += part.Length - numbers;
                part = part[..numbers];
                sum = TensorPrimitives.Sum<double>(part);
            }

            moments += OfChunk(part, sum);
        }

        return moments;
    }

    private static Moments OfChunk(Span<double> values, double sum)
    {
        if (values.IsEmpty)
        {
            return None;
        }

        double mean = sum / values.Length;
        TensorPrimitives.Subtract(values, mean, values);
        return new Moments(values.Length, mean, TensorPrimitives.SumOfSquares<double>(values));
    }

    private static int KeepNumbers(Span<double> values)
    {
        int kept = 0;
        foreach (double value in values)
        {
            if (!double.IsNaN(value))
            {
                values[kept++] = value;
            }
        }

        return kept;
    }
}
