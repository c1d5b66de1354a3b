using System.Numerics.Tensors;

using BioZooCte.Features;

namespace BioZooCte.Supervised;

/// <summary>How crowded points are: the energy of charges that stand where they stand.</summary>
/// <remarks>
/// E_s = Σ |v_i − v_j|⁻ˢ over ordered pairs i ≠ j, for s = 0 Σ ln(1/|v_i − v_j|). Lower is more spread. Above 0 for
/// s = 1 and 2; negative for s = 0 as soon as points are further apart than 1. Two equal points: ∞. No pair: 0.
/// The name has points on a sphere (Liu et al. 2018, arXiv:1805.09298); CC-FV takes features as they are
/// (arXiv:2307.11958, eq. 3).
/// </remarks>
internal static class HypersphericalEnergy
{
    /// <summary>The energy of points.</summary>
    /// <param name="points">Finite numbers.</param>
    /// <param name="exponent">s: 0, 1 or 2.</param>
    /// <param name="floor">What is added to each squared distance, so that none is 0.</param>
    public static double Of(FeatureSamples points, int exponent, double floor = 0)
    {
        double sum = 0;
        for (int i = 1; i < points.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double distance = TensorPrimitives.Distance(points[i], points[j]);
                double square = (distance * distance) + floor;
                sum += exponent switch
                {
                    0 => -Math.Log(square) / 2,
                    1 => 1 / Math.Sqrt(square),
                    _ => 1 / square,
                };
            }
        }

        return 2 * sum;
    }
}
