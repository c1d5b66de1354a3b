using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BioZooCte.Consistency;

/// <summary>
/// The sums over the union of two foregrounds that take logarithms, and the difference: all in double
/// precision.
/// </summary>
internal static class UnionKernel
{
    /// <summary>What probabilities are kept away from 0 and 1 where their logarithm is taken.</summary>
    public const double Epsilon = 1e-7;

    /// <summary>The sums that are taken here.</summary>
    public const PairMeasures Measures = PairMeasures.Entropy | PairMeasures.Divergence
        | PairMeasures.CrossEntropy | PairMeasures.Difference;

    private const double SmallestNormal = 2.2250738585072014e-308;

    private const int Lanes = 8;

    /// <summary>Adds a run of pixels.</summary>
    public static void Add(
        ReadOnlySpan<float> u,
        ReadOnlySpan<float> p,
        double threshold,
        PairMeasures measures,
        ref PairSums sums)
    {
        ref float from = ref MemoryMarshal.GetReference(u);
        ref float to = ref MemoryMarshal.GetReference(p);
        int whole = u.Length & -Lanes;
        for (nuint i = 0; i < (nuint)whole; i += Lanes)
        {
            Vector512<double> a = Widen(Vector256.LoadUnsafe(ref from, i));
            Vector512<double> b = Widen(Vector256.LoadUnsafe(ref to, i));
            Add(a, b, threshold, measures, ref sums);
        }

        if (whole < u.Length)
        {
            Span<float> rest = stackalloc float[2 * Lanes];
            rest.Fill(float.NegativeInfinity);
            u[whole..].CopyTo(rest);
            p[whole..].CopyTo(rest[Lanes..]);
            Add(rest[..Lanes], rest[Lanes..], threshold, measures, ref sums);
        }
    }

    /// <summary>Adds a run of pixels.</summary>
    public static void Add(
        ReadOnlySpan<double> u,
        ReadOnlySpan<double> p,
        double threshold,
        PairMeasures measures,
        ref PairSums sums)
    {
        ref double from = ref MemoryMarshal.GetReference(u);
        ref double to = ref MemoryMarshal.GetReference(p);
        int whole = u.Length & -Lanes;
        for (nuint i = 0; i < (nuint)whole; i += Lanes)
        {
            Vector512<double> a = Vector512.LoadUnsafe(ref from, i);
            Vector512<double> b = Vector512.LoadUnsafe(ref to, i);
            Add(a, b, threshold, measures, ref sums);
        }

        if (whole < u.Length)
        {
            Span<double> rest = stackalloc double[2 * Lanes];
            rest.Fill(double.NegativeInfinity);
            u[whole..].CopyTo(rest);
            p[whole..].CopyTo(rest[Lanes..]);
            Add(rest[..Lanes], rest[Lanes..], threshold, measures, ref sums);
        }
    }

    private static Vector512<double> Widen(Vector256<float> values)
    {
        (Vector256<double> lower, Vector256<double> upper) = Vector256.Widen(values);
        return Vector512.Create(lower, upper);
    }

    private static void Add(
        Vector512<double> u, Vector512<double> p, double threshold, PairMeasures measures, ref PairSums sums)
    {
        Vector512<double> limit = Vector512.Create(threshold);
        Vector512<double> union = Vector512.GreaterThan(u, limit) | Vector512.GreaterThan(p, limit);
        if (union.ExtractMostSignificantBits() == 0)
        {
            return;
        }

        // A NaN is above no threshold, so it is background; here as well it counts as probability 0.
        u &= Vector512.Equals(u, u);
        p &= Vector512.Equals(p, p);
        if ((measures & PairMeasures.Difference) != 0)
        {
            sums.Difference += Vector512.Abs(p - u) & union;
        }

        if ((measures & PairMeasures.Entropy) != 0)
        {
            sums.Entropy += Entropy((u + p) * 0.5) & union;
        }

        if ((measures & (PairMeasures.Divergence | PairMeasures.CrossEntropy)) != 0)
        {
            AddDivergence(u, p, union, measures, ref sums);
        }
    }

    private static Vector512<double> Entropy(Vector512<double> m)
    {
        m = Clip(m, 0, 1);
        Vector512<double> rest = Vector512<double>.One - m;
        return -(TimesLogarithm(m) + TimesLogarithm(rest));
    }

    /// <summary>m·log₂ m, which is 0 at 0.</summary>
    private static Vector512<double> TimesLogarithm(Vector512<double> m) =>
        m * Vector512.Log2(Vector512.MaxNative(m, Vector512.Create(SmallestNormal)));

    private static void AddDivergence(
        Vector512<double> u,
        Vector512<double> p,
        Vector512<double> union,
        PairMeasures measures,
        ref PairSums sums)
    {
        Vector512<double> foreground = Clip(u, Epsilon, 1 - Epsilon);
        Vector512<double> background = Clip(Vector512<double>.One - u, Epsilon, 1 - Epsilon);
        Vector512<double> foregroundBits = Vector512.Log2(Clip(p, Epsilon, 1 - Epsilon));
        Vector512<double> backgroundBits =
            Vector512.Log2(Clip(Vector512<double>.One - p, Epsilon, 1 - Epsilon));
        sums.CrossEntropy -= ((foreground * foregroundBits) + (background * backgroundBits)) & union;
        if ((measures & PairMeasures.Divergence) != 0)
        {
            sums.Divergence += ((foreground * (Vector512.Log2(foreground) - foregroundBits))
                + (background * (Vector512.Log2(background) - backgroundBits))) & union;
        }
    }

    private static Vector512<double> Clip(Vector512<double> values, double low, double high) =>
        Vector512.MinNative(Vector512.MaxNative(values, Vector512.Create(low)), Vector512.Create(high));
}
