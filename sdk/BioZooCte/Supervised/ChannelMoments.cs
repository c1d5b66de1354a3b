using System.Numerics.Tensors;

using BioZooCte.Features;

namespace BioZooCte.Supervised;

/// <summary>Mean and variance of each channel over samples.</summary>
/// <param name="Means">The means; those of equal values are that value.</param>
/// <param name="Variances">Σ (x − mean)² / n, the variance of the samples as all there are (ddof 0).</param>
internal sealed record ChannelMoments(double[] Means, double[] Variances)
{
    /// <summary>The moments of one sample or more.</summary>
    public static ChannelMoments Of(FeatureSamples samples)
    {
        double[] means = MeansOf(samples);
        double[] variances = new double[samples.Channels];
        double[] distances = new double[samples.Channels];
        for (int row = 0; row < samples.Count; row++)
        {
            TensorPrimitives.Subtract(samples[row], means, distances);
            TensorPrimitives.MultiplyAdd(distances, distances, variances, variances);
        }

        TensorPrimitives.Divide(variances, samples.Count, variances);
        return new ChannelMoments(means, variances);
    }

    /// <summary>
    /// The means of one sample or more, from the distances to the first one: a common offset costs no digits.
    /// </summary>
    public static double[] MeansOf(FeatureSamples samples)
    {
        double[] means = new double[samples.Channels];
        double[] distances = new double[samples.Channels];
        for (int row = 1; row < samples.Count; row++)
        {
            TensorPrimitives.Subtract(samples[row], samples[0], distances);
            TensorPrimitives.Add<double>(means, distances, means);
        }

        TensorPrimitives.Divide(means, samples.Count, means);
        TensorPrimitives.Add(means, samples[0], means);
        return means;
    }

    /// <summary>Samples less a mean, row after row.</summary>
    public static double[] Centre(FeatureSamples samples, ReadOnlySpan<double> mean)
    {
        double[] centred = samples.Values.ToArray();
        for (int row = 0; row < samples.Count; row++)
        {
            Span<double> values = centred.AsSpan(row * samples.Channels, samples.Channels);
            TensorPrimitives.Subtract(values, mean, values);
        }

        return centred;
    }
}
