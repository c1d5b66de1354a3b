using System.Collections.Immutable;

using BioZooCte.Features;
using BioZooCte.Supervised;

using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace BioZooCte.Benchmarks.Ratios;

/// <summary>
/// The Wasserstein distance of two normal distributions over 128 channels, against one product of two matrices of
/// that order by a library of linear algebra; processor time, both on one thread.
/// </summary>
internal sealed class WassersteinRatio : IRatio
{
    private const int Channels = 128;
    private const int Samples = 400;
    private const int Cases = 6;
    private const double Goal = 15;
    private const double Ridge = 1e-6;

    private double _sum;

    /// <inheritdoc/>
    public IEnumerable<RatioResult> Measure()
    {
        Control.UseSingleThread();
        Matrix<double> left = Matrix<double>.Build.Dense(Channels, Channels, Values(Channels * Channels, 1));
        Matrix<double> right = Matrix<double>.Build.Dense(Channels, Channels, Values(Channels * Channels, 2));
        Matrix<double> product = Matrix<double>.Build.Dense(Channels, Channels);
        void Multiply() => left.Multiply(right, product);

        ImmutableArray<CaseFeatures> cases = [.. Enumerable.Range(0, Cases).Select(CaseOf)];
        FeatureSamples first = cases[0].Classes[1];
        FeatureSamples second = cases[1].Classes[1];
        Gaussian known = Gaussian.Of(first, Ridge);
        Gaussian other = Gaussian.Of(second, Ridge);
        int pairs = Cases * (Cases - 1) / 2;

        yield return new RatioResult(
            "Wasserstein of two known normals / product, 128 channels",
            Interleaved.ProcessorRatio(() => _sum += Wasserstein.Of(known, other), Multiply, repetitions: 100),
            Goal);
        yield return new RatioResult(
            $"a pair in C_cons of {Cases} cases of {Samples} samples / product",
            Interleaved.ProcessorRatio(
                () => _sum += ClassConsistency.Of("", cases, Ridge, GaussianDistance.Wasserstein, CancellationToken.None).OfPaper,
                Multiply,
                repetitions: 10) / pairs,
            Goal);
        yield return new RatioResult(
            $"one normal of {Samples} samples / product",
            Interleaved.ProcessorRatio(
                () => _sum += Gaussian.Of(first, Ridge).Trace, Multiply, repetitions: 50),
            null);
        yield return new RatioResult(
            "a pair alone with both its normals / product",
            Interleaved.ProcessorRatio(
                () => _sum += Wasserstein.Of(Gaussian.Of(first, Ridge), Gaussian.Of(second, Ridge)),
                Multiply,
                repetitions: 50),
            null);
    }

    private static CaseFeatures CaseOf(int number)
    {
        FeatureSamples samples = new(Channels, Values(Samples * Channels, number + 3));
        return new CaseFeatures(
            $"{number}",
            ImmutableSortedDictionary<int, FeatureSamples>.Empty.Add(1, samples),
            samples,
            [.. new int[Samples]]);
    }

    /// <summary>Values with a scale of their own for each channel: no covariance is near the identity.</summary>
    private static double[] Values(int length, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, length)
            .Select(i => (random.NextDouble() - 0.5) * (1 + (i % Channels)) / Channels)];
    }
}
