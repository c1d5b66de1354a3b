using BioZooCte.Consistency;

namespace BioZooCte.Tests.Consistency;

/// <summary>
/// The definitions, pixel by pixel, as a reader would write them down: what the kernels are held to.
/// </summary>
internal static class PlainPairLoop
{
    public static PairCounts Count(double[] u, double[] p, double threshold)
    {
        PairCounts total = default;
        for (int i = 0; i < u.Length; i++)
        {
            total += Pixel(u[i], p[i], threshold);
        }

        return total;
    }

    public static void AssertAlike(PairCounts expected, PairCounts actual, double tolerance, string what)
    {
        Assert.AreEqual(expected.Pixels, actual.Pixels, what);
        Assert.AreEqual(expected.Unperturbed, actual.Unperturbed, what);
        Assert.AreEqual(expected.Perturbed, actual.Perturbed, what);
        Assert.AreEqual(expected.Intersection, actual.Intersection, what);
        Assert.AreEqual(expected.Differs, actual.Differs, what);
        Assert.AreEqual(expected.EffectiveInvarianceSum, actual.EffectiveInvarianceSum, tolerance, what);
        Assert.AreEqual(expected.EntropySum, actual.EntropySum, tolerance, what);
        Assert.AreEqual(expected.DivergenceSum, actual.DivergenceSum, tolerance, what);
        Assert.AreEqual(expected.CrossEntropySum, actual.CrossEntropySum, tolerance, what);
        Assert.AreEqual(expected.DifferenceSum, actual.DifferenceSum, tolerance, what);
    }

    private static PairCounts Pixel(double u, double p, double threshold)
    {
        bool inU = u > threshold;
        bool inP = p > threshold;
        PairCounts counts = new()
        {
            Pixels = 1,
            Unperturbed = inU ? 1 : 0,
            Perturbed = inP ? 1 : 0,
            Intersection = inU && inP ? 1 : 0,
            EffectiveInvarianceSum = inU && inP ? Math.Sqrt(u * p) : 0,
            Differs = u != p,
        };
        if (!inU && !inP)
        {
            return counts;
        }

        u = double.IsNaN(u) ? 0 : u;
        p = double.IsNaN(p) ? 0 : p;
        double m = Math.Clamp((u + p) / 2, 0, 1);
        double divergence = (Clip(u) * Math.Log2(Clip(u) / Clip(p)))
            + (Clip(1 - u) * Math.Log2(Clip(1 - u) / Clip(1 - p)));
        double ownEntropy = -(Clip(u) * Math.Log2(Clip(u))) - (Clip(1 - u) * Math.Log2(Clip(1 - u)));
        return counts with
        {
            EntropySum = -TimesLogarithm(m) - TimesLogarithm(1 - m),
            DivergenceSum = divergence,
            CrossEntropySum = ownEntropy + divergence,
            DifferenceSum = Math.Abs(p - u),
        };
    }

    private static double TimesLogarithm(double m) => m == 0 ? 0 : m * Math.Log2(m);

    private static double Clip(double value) => Math.Clamp(value, 1e-7, 1 - 1e-7);
}
