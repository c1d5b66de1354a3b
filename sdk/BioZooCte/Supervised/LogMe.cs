using System.Collections.Immutable;

using BioZooCte.Features;
using BioZooCte.Numerics;

namespace BioZooCte.Supervised;

/// <summary>LogME: how likely the labels are under linear models of the features, whatever their weights.</summary>
/// <remarks>
/// The mean over the classes that occur of the maximal log evidence per sample, in nats, of y ~ N(0, I/β + FFᵀ/α);
/// y is 1 for the class and 0 for the rest, F the features as they are. With σ the eigenvalues of FᵀF: ½ [C ln α +
/// n ln β − β|y − Fm|² − α|m|² − Σ ln(α + βσ) − n ln 2π]. Any real number, higher is better; ∞ where features
/// contain the labels. No signal: the evidence of noise alone. NaN features and a single class are refused. You et
/// al. 2021, arXiv:2102.11005. The program's variant stops after 11 steps, adds 1e-5 to both denominators, and for
/// more channels than samples leaves out a term.
/// </remarks>
public static class LogMe
{
    private const int LeastClasses = 2;

    /// <summary>Singular values up to this share of the largest are 0.</summary>
    private const double NegligibleShare = 1e-10;

    /// <summary>The score of features.</summary>
    /// <param name="features">Features of labelled samples.</param>
    /// <param name="labels">The class of each.</param>
    /// <param name="variant">Whether the maximum counts, or what the published program stops at.</param>
    /// <exception cref="ArgumentException">There are not as many labels as rows.</exception>
    /// <exception cref="InvalidFeaturesException">A feature is no number, or there is one class only.</exception>
    public static SupervisedScore Of(
        FeatureSamples features, ImmutableArray<int> labels, EstimatorVariant variant = EstimatorVariant.Paper)
    {
        LabelledSamples samples = LabelledSamples.Of(features, labels, LeastClasses);
        double score = TargetsOf(samples).Average(target => variant == EstimatorVariant.Paper
            ? target.Maximum().PerSample
            : target.OfProgram());
        return double.IsPositiveInfinity(score)
            ? SupervisedScore.Of(score, EstimatorNotes.ContainsLabels)
            : SupervisedScore.Of(score);
    }

    /// <summary>The maximum for each class that occurs, in ascending order.</summary>
    internal static ImmutableArray<LogMeEvidence> ClassesOf(FeatureSamples features, ImmutableArray<int> labels) =>
        [.. TargetsOf(LabelledSamples.Of(features, labels, LeastClasses)).Select(target => target.Maximum())];

    private static ImmutableArray<LogMeTarget> TargetsOf(LabelledSamples samples)
    {
        int channels = samples.Features.Channels;
        TriangularFactor factor = new(channels, carried: samples.Classes.Length);
        factor.Add(samples.WithIndicators(new double[channels]));

        // Behind rows at right angles the targets stand in the directions of the singular values.
        double[] rows = factor.Values.ToArray();
        double[] squares = RowRotations.Orthogonalize(rows, factor.Width, channels);
        double negligible = NegligibleShare * NegligibleShare * squares.Max();
        int[] kept = [.. Enumerable.Range(0, channels).Where(i => squares[i] > negligible)];
        double[] eigenvalues = [.. kept.Select(i => squares[i])];
        return [.. Enumerable.Range(0, samples.Classes.Length).Select(position =>
        {
            double[] along = [.. kept.Select(i => Square(rows[(i * factor.Width) + channels + position]))];
            double beside = factor.Residuals[position] + Enumerable.Range(0, channels).Except(kept)
                .Sum(i => Square(rows[(i * factor.Width) + channels + position]));
            return new LogMeTarget(
                samples.Features.Count, channels, samples.Counts[position], eigenvalues, along, beside);
        })];
    }

    private static double Square(double value) => value * value;
}
