using System.Numerics.Tensors;

namespace BioZooCte.Supervised;

/// <summary>The Kullback–Leibler divergence of two normal distributions.</summary>
/// <remarks>
/// KL(1‖2) = ½ (tr S₂⁻¹S₁ + dᵀS₂⁻¹d − C + ln |S₂|/|S₁|), d = m₁ − m₂, in nats; 0 for equal distributions, no upper
/// limit, and not symmetric. With the triangles of both covariances the first term is |R₁R₂⁻¹|². Kullback and
/// Leibler 1951, doi:10.1214/aoms/1177729694.
/// </remarks>
internal static class KullbackLeibler
{
    /// <summary>The divergence of the second distribution from the first.</summary>
    /// <exception cref="InvalidFeaturesException">A covariance has no inverse.</exception>
    public static double Of(Gaussian first, Gaussian second)
    {
        first.RequireInverse();
        second.RequireInverse();
        double[] row = first.From(second);
        second.Factor.Divide(row);
        double sum = TensorPrimitives.SumOfSquares<double>(row) - first.Channels;
        for (int i = 0; i < first.Channels; i++)
        {
            first.Factor[i].CopyTo(row);
            second.Factor.Divide(row);
            sum += TensorPrimitives.SumOfSquares<double>(row);
        }

        return (sum / 2) + second.Factor.HalfLogDeterminant - first.Factor.HalfLogDeterminant;
    }
}
