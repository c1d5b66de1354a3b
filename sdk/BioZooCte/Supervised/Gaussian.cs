using System.Numerics.Tensors;

using BioZooCte.Features;
using BioZooCte.Numerics;

namespace BioZooCte.Supervised;

/// <summary>
/// The normal distribution of samples: their mean and their covariance, divided by n − 1, plus a ridge times the
/// identity. The covariance S is kept as a triangle R with RᵀR = S, made from the samples themselves, and is never
/// written out: the squares in it would cost half of all digits where it is nearly singular.
/// </summary>
internal sealed class Gaussian
{
    private const int LeastSamples = 2;

    private readonly string _place;

    private Gaussian(string place, double[] mean, TriangularFactor factor)
    {
        _place = place;
        Mean = mean;
        Factor = factor;
        Trace = TensorPrimitives.SumOfSquares(factor.Values);
    }

    /// <summary>The mean of each channel.</summary>
    public double[] Mean { get; }

    /// <summary>A triangle R with RᵀR = S.</summary>
    public TriangularFactor Factor { get; }

    /// <summary>tr S: the variance in all directions together.</summary>
    public double Trace { get; }

    /// <summary>The number of channels.</summary>
    public int Channels => Mean.Length;

    /// <summary>The distribution of samples.</summary>
    /// <param name="samples">Finite numbers.</param>
    /// <param name="ridge">What is added to each variance; 0 or more.</param>
    /// <param name="place">Where the samples stand, for messages.</param>
    /// <exception cref="InvalidFeaturesException">There are fewer than two samples.</exception>
    public static Gaussian Of(FeatureSamples samples, double ridge, string place = "samples")
    {
        if (samples.Count < LeastSamples)
        {
            throw new InvalidFeaturesException(
                place, $"{samples.Count} samples", $"at least {LeastSamples}, for a covariance");
        }

        double[] mean = ChannelMoments.MeansOf(samples);
        double[] rows = ChannelMoments.Centre(samples, mean);
        TensorPrimitives.Multiply(rows, 1 / Math.Sqrt(samples.Count - 1), rows);
        TriangularFactor factor = new(samples.Channels, Math.Sqrt(ridge));
        factor.Add(rows);
        return new Gaussian(place, mean, factor);
    }

    /// <summary>Mean minus another one's mean.</summary>
    public double[] From(Gaussian other)
    {
        double[] difference = new double[Channels];
        TensorPrimitives.Subtract<double>(Mean, other.Mean, difference);
        return difference;
    }

    /// <summary>Throws where the covariance has no inverse.</summary>
    /// <exception cref="InvalidFeaturesException">It has none.</exception>
    public void RequireInverse()
    {
        if (Factor.IsSingular)
        {
            throw new InvalidFeaturesException(
                _place, "singular covariance", "one with an inverse, such as a ridge above 0 gives");
        }
    }
}
