using System.Numerics.Tensors;

using BioZooCte.Numerics;

namespace BioZooCte.Supervised;

/// <summary>The Bhattacharyya distance of two normal distributions.</summary>
/// <remarks>
/// ⅛ dᵀS⁻¹d + ½ ln(|S|/√(|S₁||S₂|)), S = (S₁ + S₂)/2, d = m₁ − m₂; 0 for equal distributions, no upper limit,
/// symmetric. Bhattacharyya 1943; Kailath 1967, doi:10.1109/TCOM.1967.1089532.
/// </remarks>
internal static class Bhattacharyya
{
    /// <summary>The distance of two distributions over the same channels.</summary>
    /// <exception cref="InvalidFeaturesException">A covariance has no inverse.</exception>
    public static double Of(Gaussian first, Gaussian second)
    {
        first.RequireInverse();
        second.RequireInverse();
        TriangularFactor middle = first.Factor.Scale(Math.Sqrt(0.5));
        double[] rows = second.Factor.Values.ToArray();
        TensorPrimitives.Multiply(rows, Math.Sqrt(0.5), rows);
        middle.Add(rows);

        double[] difference = first.From(second);
        middle.Divide(difference);
        return (TensorPrimitives.SumOfSquares<double>(difference) / 8) + middle.HalfLogDeterminant
            - ((first.Factor.HalfLogDeterminant + second.Factor.HalfLogDeterminant) / 2);
    }
}
