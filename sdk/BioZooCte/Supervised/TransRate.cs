using System.Collections.Immutable;
using System.Numerics.Tensors;

using BioZooCte.Features;
using BioZooCte.Numerics;

namespace BioZooCte.Supervised;

/// <summary>TransRate: how many fewer nats features take to write down once the labels are known.</summary>
/// <remarks>
/// R(Z) − Σ_c (n_c/n)·R(Z_c), R(Z) = ½ ln det(I + ZᵀZ/(n·ε)), Z the features centred once, over all samples. From 0
/// (constant features, one class) upwards; higher is better. NaN features are refused. Huang et al. 2022,
/// arXiv:2106.09362. The program's variant is the paper's printed listing, which weighs all classes alike; with
/// classes of different size it is no mutual information and can be negative.
/// </remarks>
public static class TransRate
{
    /// <summary>ε where none is given: 1e-4.</summary>
    public const double DefaultDistortion = 1e-4;

    /// <summary>The score of features.</summary>
    /// <param name="features">Features of labelled samples.</param>
    /// <param name="labels">The class of each.</param>
    /// <param name="distortion">ε: how far off the features may be written down, squared; above 0.</param>
    /// <param name="variant">Whether classes weigh by their samples or, as in the listing, alike.</param>
    /// <exception cref="ArgumentException">
    /// There are not as many labels as rows, or ε is not above 0.
    /// </exception>
    /// <exception cref="InvalidFeaturesException">A feature is no number, or there is none.</exception>
    public static SupervisedScore Of(
        FeatureSamples features,
        ImmutableArray<int> labels,
        double distortion = DefaultDistortion,
        EstimatorVariant variant = EstimatorVariant.Paper)
    {
        if (!(distortion > 0 && double.IsFinite(distortion)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(distortion), distortion, "expected a finite number above 0.");
        }

        LabelledSamples samples = LabelledSamples.Of(features, labels);
        if (samples.Classes.Length == 1)
        {
            return SupervisedScore.Of(0, EstimatorNotes.OneClass);
        }

        double[] mean = ChannelMoments.MeansOf(features);
        double classes = 0;
        for (int position = 0; position < samples.Classes.Length; position++)
        {
            double weight = variant == EstimatorVariant.Paper
                ? (double)samples.Counts[position] / features.Count
                : 1.0 / samples.Classes.Length;
            classes += weight * Rate(samples.OfClass(position, mean), features.Channels, distortion);
        }

        return SupervisedScore.Of(
            Rate(ChannelMoments.Centre(features, mean), features.Channels, distortion) - classes);
    }

    /// <summary>R of centred rows, which are overwritten.</summary>
    private static double Rate(double[] rows, int channels, double distortion)
    {
        TensorPrimitives.Divide(rows, Math.Sqrt(rows.Length / channels * distortion), rows);
        TriangularFactor factor = new(channels, diagonal: 1);
        factor.Add(rows);
        return factor.HalfLogDeterminant;
    }
}
