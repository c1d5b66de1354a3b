using System.Numerics.Tensors;

using BioZooCte.Numerics;

namespace BioZooCte.Supervised;

/// <summary>The Wasserstein-2 distance of two normal distributions.</summary>
/// <remarks>
/// √max(0, |m₁ − m₂|² + tr S₁ + tr S₂ − 2 tr (S₁S₂)^½): the distance, not its square. With S₁ = AᵀA and S₂ = BᵀB the
/// last trace is the sum of the singular values of ABᵀ: no root of a matrix, and full precision for singular
/// covariances. 0 for equal distributions, up to √(10⁻¹⁶ · tr S); no upper limit. Dowson and Landau 1982,
/// doi:10.1016/0047-259X(82)90077-X.
/// </remarks>
internal static class Wasserstein
{
    /// <summary>The distance of two distributions over the same channels.</summary>
    public static double Of(Gaussian first, Gaussian second)
    {
        int channels = first.Channels;
        double[] products = new double[channels * channels];
        for (int i = 0; i < channels; i++)
        {
            for (int j = 0; j < channels; j++)
            {
                // Before the later of the two diagonals one of the rows is zero.
                int start = Math.Max(i, j);
                products[(i * channels) + j] =
                    TensorPrimitives.Dot(first.Factor[i][start..], second.Factor[j][start..]);
            }
        }

        double means = TensorPrimitives.SumOfSquares<double>(first.From(second));
        double shared = SingularValues.Sum(products, channels);
        return Math.Sqrt(Math.Max(0, means + (first.Trace + second.Trace - (2 * shared))));
    }
}
