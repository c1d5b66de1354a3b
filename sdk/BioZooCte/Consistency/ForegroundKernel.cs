using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BioZooCte.Consistency;

/// <summary>Counts, equality and effective invariance of two runs of pixels, in one pass.</summary>
internal static class ForegroundKernel
{
    private const int FloatLanes = 16;

    private const int DoubleLanes = 8;

    /// <summary>Adds a run of pixels; √(u·p) is taken in single precision and summed in double.</summary>
    public static void Add(
        ReadOnlySpan<float> u, ReadOnlySpan<float> p, float threshold, bool invariance, ref PairSums sums)
    {
        ref float from = ref MemoryMarshal.GetReference(u);
        ref float to = ref MemoryMarshal.GetReference(p);
        Vector512<float> limit = Vector512.Create(threshold);
        Vector512<double> low = sums.InvarianceLow;
        Vector512<double> high = sums.InvarianceHigh;
        long unperturbed = 0;
        long perturbed = 0;
        long intersection = 0;
        bool equal = true;
        int whole = u.Length & -FloatLanes;
        for (nuint i = 0; i < (nuint)whole; i += FloatLanes)
        {
            Vector512<float> a = Vector512.LoadUnsafe(ref from, i);
            Vector512<float> b = Vector512.LoadUnsafe(ref to, i);
            Vector512<float> inA = Vector512.GreaterThan(a, limit);
            Vector512<float> inB = Vector512.GreaterThan(b, limit);
            Vector512<float> both = inA & inB;
            ulong bits = both.ExtractMostSignificantBits();
            unperturbed += BitOperations.PopCount(inA.ExtractMostSignificantBits());
            perturbed += BitOperations.PopCount(inB.ExtractMostSignificantBits());
            intersection += BitOperations.PopCount(bits);
            equal &= Vector512.EqualsAll(a, b);
            if (invariance && bits != 0)
            {
                Vector512<float> mean = Vector512.Sqrt(a * b) & both;
                (Vector512<double> first, Vector512<double> second) = Vector512.Widen(mean);
                low += first;
                high += second;
            }
        }

        sums.InvarianceLow = low;
        sums.InvarianceHigh = high;
        Count(whole, unperturbed, perturbed, intersection, equal, ref sums);
        if (whole < u.Length)
        {
            Span<float> rest = stackalloc float[2 * FloatLanes];
            Pad(u[whole..], p[whole..], rest, float.NegativeInfinity);
            Add(rest[..FloatLanes], rest[FloatLanes..], threshold, invariance, ref sums);
            sums.Pixels += u.Length - whole - FloatLanes;
        }
    }

    /// <summary>Adds a run of pixels in double precision.</summary>
    public static void Add(
        ReadOnlySpan<double> u, ReadOnlySpan<double> p, double threshold, bool invariance, ref PairSums sums)
    {
        ref double from = ref MemoryMarshal.GetReference(u);
        ref double to = ref MemoryMarshal.GetReference(p);
        Vector512<double> limit = Vector512.Create(threshold);
        Vector512<double> lanes = sums.InvarianceLow;
        long unperturbed = 0;
        long perturbed = 0;
        long intersection = 0;
        bool equal = true;
        int whole = u.Length & -DoubleLanes;
        for (nuint i = 0; i < (nuint)whole; i += DoubleLanes)
        {
            Vector512<double> a = Vector512.LoadUnsafe(ref from, i);
            Vector512<double> b = Vector512.LoadUnsafe(ref to, i);
            Vector512<double> inA = Vector512.GreaterThan(a, limit);
            Vector512<double> inB = Vector512.GreaterThan(b, limit);
            Vector512<double> both = inA & inB;
            ulong bits = both.ExtractMostSignificantBits();
            unperturbed += BitOperations.PopCount(inA.ExtractMostSignificantBits());
            perturbed += BitOperations.PopCount(inB.ExtractMostSignificantBits());
            intersection += BitOperations.PopCount(bits);
            equal &= Vector512.EqualsAll(a, b);
            if (invariance && bits != 0)
            {
                lanes += Vector512.Sqrt(a * b) & both;
            }
        }

        sums.InvarianceLow = lanes;
        Count(whole, unperturbed, perturbed, intersection, equal, ref sums);
        if (whole < u.Length)
        {
            Span<double> rest = stackalloc double[2 * DoubleLanes];
            Pad(u[whole..], p[whole..], rest, double.NegativeInfinity);
            Add(rest[..DoubleLanes], rest[DoubleLanes..], threshold, invariance, ref sums);
            sums.Pixels += u.Length - whole - DoubleLanes;
        }
    }

    private static void Count(
        int pixels, long unperturbed, long perturbed, long intersection, bool equal, ref PairSums sums)
    {
        sums.Pixels += pixels;
        sums.Unperturbed += unperturbed;
        sums.Perturbed += perturbed;
        sums.Intersection += intersection;
        sums.Differs |= !equal;
    }

    /// <summary>
    /// The rest of both runs, side by side, filled up with what equals itself and is above no threshold.
    /// </summary>
    private static void Pad<T>(ReadOnlySpan<T> u, ReadOnlySpan<T> p, Span<T> rest, T nothing)
    {
        rest.Fill(nothing);
        u.CopyTo(rest);
        p.CopyTo(rest[(rest.Length / 2)..]);
    }
}
