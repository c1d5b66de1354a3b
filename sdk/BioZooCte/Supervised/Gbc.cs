using System.Collections.Immutable;
using System.Numerics.Tensors;

using BioZooCte.Features;

namespace BioZooCte.Supervised;

/// <summary>GBC: how much the classes overlap in the space of features, each taken as a normal distribution.</summary>
/// <remarks>
/// −Σ over ordered pairs of classes of exp(−D_B), D_B = ⅛ Σ_c (m₁ − m₂)²/v + ½ Σ_c [ln v − ½ (ln v₁ + ln v₂)], v =
/// (v₁ + v₂)/2; v₁ and v₂ are the channels' variances (divided by n, then at least 1e-4). From −K(K − 1), where no
/// feature tells classes apart (constant ones too), to 0; higher is better. NaN features and a single class are
/// refused. Pándy et al. 2022, arXiv:2111.12780.
/// </remarks>
public static class Gbc
{
    private const int LeastClasses = 2;
    private const double LeastVariance = 1e-4;

    /// <summary>The score of features.</summary>
    /// <param name="features">Features of labelled samples.</param>
    /// <param name="labels">The class of each.</param>
    /// <param name="options">How it is computed.</param>
    /// <exception cref="ArgumentException">There are not as many labels as rows.</exception>
    /// <exception cref="InvalidFeaturesException">A feature is no number, or there is one class only.</exception>
    public static SupervisedScore Of(
        FeatureSamples features, ImmutableArray<int> labels, GbcOptions? options = null)
    {
        options ??= new GbcOptions();
        LabelledSamples samples = LabelledSamples.Of(features, labels, LeastClasses);
        if (options.PrincipalAxes is int axes)
        {
            samples = samples.With(PrincipalAxes.Project(features, axes));
        }

        double[] origin = new double[samples.Features.Channels];
        ChannelMoments[] classes = [.. Enumerable.Range(0, samples.Classes.Length)
            .Select(position => Floored(ChannelMoments.Of(
                new FeatureSamples(samples.Features.Channels, samples.OfClass(position, origin))), options.Covariance))];
        bool once = options is { Variant: EstimatorVariant.Program, Covariance: GbcCovariance.Spherical };
        double sum = 0;
        for (int i = 1; i < classes.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                sum += Math.Exp(-Distance(classes[i], classes[j], once));
            }
        }

        return SupervisedScore.Of(-2 * sum);
    }

    private static ChannelMoments Floored(ChannelMoments moments, GbcCovariance covariance)
    {
        TensorPrimitives.Max(moments.Variances, LeastVariance, moments.Variances);
        if (covariance == GbcCovariance.Spherical)
        {
            moments.Variances.AsSpan().Fill(moments.Variances.Average());
        }

        return moments;
    }

    private static double Distance(ChannelMoments first, ChannelMoments second, bool logarithmOnce)
    {
        double means = 0;
        double logarithms = 0;
        for (int c = 0; c < first.Means.Length; c++)
        {
            double difference = first.Means[c] - second.Means[c];
            double variance = (first.Variances[c] + second.Variances[c]) / 2;
            means += difference * difference / variance;
            logarithms += Math.Log(variance) - ((Math.Log(first.Variances[c]) + Math.Log(second.Variances[c])) / 2);
        }

        return (means / 8) + (logarithms / 2 / (logarithmOnce ? first.Means.Length : 1));
    }
}
