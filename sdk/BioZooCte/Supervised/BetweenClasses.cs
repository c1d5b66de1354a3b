using System.Numerics.Tensors;

using BioZooCte.Features;
using BioZooCte.Numerics;

namespace BioZooCte.Supervised;

/// <summary>The directions in which centred features vary, and how much of each lies between the classes.</summary>
internal sealed class BetweenClasses
{
    /// <summary>Variances up to this share of the largest are 0.</summary>
    private const double NegligibleShare = 1e-10;

    private readonly int _channels;
    private readonly int _samples;
    private readonly double _fourthPowers;

    private BetweenClasses(
        LabelledSamples samples, double[] variances, double[] shares, double fourthPowers)
    {
        _channels = samples.Features.Channels;
        _samples = samples.Features.Count;
        _fourthPowers = fourthPowers;
        HasOneClass = samples.Classes.Length == 1;
        Variances = variances;
        Shares = shares;
    }

    /// <summary>Whether there is nothing between classes, for want of two.</summary>
    public bool HasOneClass { get; }

    /// <summary>The variances along the directions, divided by n; those that are not 0.</summary>
    public double[] Variances { get; }

    /// <summary>The share of each that the class means have, from 0 to 1.</summary>
    public double[] Shares { get; }

    /// <summary>Whether centred features fill all the directions that n samples have.</summary>
    public bool ExplainsAnyLabels => Variances.Length > 0 && Variances.Length == _samples - 1;

    /// <summary>tr S/C: the mean of the channels' variances.</summary>
    public double MeanVariance => Variances.Sum() / _channels;

    /// <summary>
    /// How far the covariance S is drawn towards (tr S/C)·I: min(b, d)/d with d = |S − (tr S/C)·I|² and b =
    /// Σ |z zᵀ − S|²/n², z the centred samples; 0 where S is that already.
    /// </summary>
    public double Shrinkage
    {
        get
        {
            double mean = MeanVariance;
            double squares = TensorPrimitives.SumOfSquares<double>(Variances);
            double distance = (_channels - Variances.Length) * mean * mean;
            foreach (double variance in Variances)
            {
                distance += (variance - mean) * (variance - mean);
            }

            double spread = ((_fourthPowers / _samples) - squares) / _samples;
            return distance > 0 ? Math.Clamp(spread, 0, distance) / distance : 0;
        }
    }

    /// <summary>The directions of labelled features.</summary>
    public static BetweenClasses Of(LabelledSamples samples)
    {
        FeatureSamples features = samples.Features;
        int channels = features.Channels;
        double[] rows = samples.WithIndicators(ChannelMoments.MeansOf(features));
        TriangularFactor factor = new(channels, carried: samples.Classes.Length);
        double fourthPowers = FourthPowers(rows, factor.Width, channels);
        factor.Add(rows);

        double[] turned = factor.Values.ToArray();
        double[] squares = RowRotations.Orthogonalize(turned, factor.Width, channels);
        double negligible = NegligibleShare * squares.Max();
        int[] kept = [.. Enumerable.Range(0, channels).Where(i => squares[i] > negligible)];
        return new BetweenClasses(
            samples,
            [.. kept.Select(i => squares[i] / features.Count)],
            [.. kept.Select(i => Share(turned.AsSpan((i * factor.Width) + channels, samples.Classes.Length), samples))],
            fourthPowers);
    }

    /// <summary>Σ |z|⁴ over rows.</summary>
    private static double FourthPowers(ReadOnlySpan<double> rows, int width, int channels)
    {
        double sum = 0;
        for (int start = 0; start < rows.Length; start += width)
        {
            double square = TensorPrimitives.SumOfSquares(rows.Slice(start, channels));
            sum += square * square;
        }

        return sum;
    }

    /// <summary>
    /// How much of a direction lies between classes: the squares of its components along the classes' indicators,
    /// which are as long as the root of the class's number of samples.
    /// </summary>
    private static double Share(ReadOnlySpan<double> components, LabelledSamples samples)
    {
        double sum = 0;
        for (int position = 0; position < components.Length; position++)
        {
            sum += components[position] * components[position] / samples.Counts[position];
        }

        return sum;
    }
}
