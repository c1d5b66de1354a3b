using System.Collections.Immutable;

using BioZooCte.Features;

namespace BioZooCte.Supervised;

/// <summary>H-score: how much of the features' variance lies between the classes, counted in directions.</summary>
/// <remarks>
/// tr(cov(f)⁺·cov(E[f|y])), the second covariance that of the class means put in place of the samples. From 0 (one
/// class, constant features) to K − 1; higher is better. Eigenvalues up to 1e-10 of the largest are 0. With as many
/// independent channels as samples it is K − 1 whatever the labels: the shrunk version is for that. NaN features are
/// refused. Bao et al. 2019, doi:10.1109/ICIP.2019.8803726; shrunk: Ibrahim et al. 2021, arXiv:2110.06893.
/// </remarks>
public static class HScore
{
    /// <summary>The score of features.</summary>
    /// <param name="features">Features of labelled samples.</param>
    /// <param name="labels">The class of each.</param>
    /// <exception cref="ArgumentException">There are not as many labels as rows.</exception>
    /// <exception cref="InvalidFeaturesException">A feature is no number, or there is none.</exception>
    public static SupervisedScore Of(FeatureSamples features, ImmutableArray<int> labels)
    {
        BetweenClasses spread = BetweenClasses.Of(LabelledSamples.Of(features, labels));
        return Score(spread, spread.Shares.Sum(), spread.ExplainsAnyLabels);
    }

    /// <summary>
    /// The score with the covariance S of the features drawn towards a multiple of the identity: (1 − a)·tr(S_a⁻¹
    /// cov(E[f|y])), S_a = (1 − a)·S + a·(tr S/C)·I, a by Ledoit and Wolf 2004, doi:10.1016/S0047-259X(03)00096-4.
    /// </summary>
    /// <param name="features">Features of labelled samples.</param>
    /// <param name="labels">The class of each.</param>
    /// <param name="variant">
    /// Whether both covariances are divided by n, or, as a common library has it, that of the means by n − 1.
    /// </param>
    /// <exception cref="ArgumentException">There are not as many labels as rows.</exception>
    /// <exception cref="InvalidFeaturesException">A feature is no number, or there is none.</exception>
    public static SupervisedScore ShrunkOf(
        FeatureSamples features, ImmutableArray<int> labels, EstimatorVariant variant = EstimatorVariant.Paper)
    {
        BetweenClasses spread = BetweenClasses.Of(LabelledSamples.Of(features, labels));
        double shrinkage = spread.Shrinkage;
        double target = shrinkage * spread.MeanVariance;
        double sum = 0;
        for (int i = 0; i < spread.Variances.Length; i++)
        {
            double kept = (1 - shrinkage) * spread.Variances[i];
            sum += spread.Shares[i] * kept / (kept + target);
        }

        double factor = variant == EstimatorVariant.Paper || features.Count < 2
            ? 1
            : features.Count / (features.Count - 1.0);
        return Score(spread, factor * sum, explainsAny: false);
    }

    private static SupervisedScore Score(BetweenClasses spread, double value, bool explainsAny) =>
        spread.HasOneClass ? SupervisedScore.Of(0, EstimatorNotes.OneClass)
        : explainsAny ? SupervisedScore.Of(value, EstimatorNotes.AsManyChannelsAsSamples)
        : SupervisedScore.Of(value);
}
