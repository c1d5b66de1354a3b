using System.Collections.Immutable;

using BioZooCte.Features;

namespace BioZooCte.Supervised;

/// <summary>
/// Class consistency and feature variety: how well a network's features suit labelled cases, before any training.
/// </summary>
/// <remarks>
/// <para>
/// T = 1/D Σ_layers ln(F_v / C_cons). C_cons is the sum over foreground classes of the mean over pairs of cases of
/// the Wasserstein-2 distance between the normal distributions of the class's features; F_v the mean over cases of
/// 1/E_s, E_s the hyperspherical energy of the features sampled from the whole case. Any real number; higher is
/// better. −∞ where every case has equal samples; not defined where the cases do not differ (constant features
/// among them), or where F_v is negative (s = 0). NaN and infinite features are refused. Yang et al. 2023,
/// arXiv:2307.11958, eqs. 1–5.
/// </para>
/// <para>
/// Cases are taken in the ordinal order of their names, whatever their order in the input, so that sums round
/// alike and the result is the same bit for bit. A case with fewer than two samples of a class is left out for it.
/// </para>
/// </remarks>
public static class CcFv
{
    /// <summary>The score of a network's layers.</summary>
    /// <param name="layers">The layers, deepest first, with the same cases each.</param>
    /// <param name="options">How it is computed.</param>
    /// <exception cref="InvalidFeaturesException">
    /// There are fewer than two cases, no class can be compared, or a feature is no number.
    /// </exception>
    public static CcFvResult Of(ImmutableArray<LayerFeatures> layers, CcFvOptions? options = null) =>
        Of(layers, options ?? new CcFvOptions(), CancellationToken.None);

    /// <inheritdoc cref="Of(ImmutableArray{LayerFeatures}, CcFvOptions?)"/>
    /// <param name="layers">The layers, deepest first, with the same cases each.</param>
    /// <param name="options">How it is computed.</param>
    /// <param name="cancellationToken">Looked at once for each pair of cases.</param>
    internal static CcFvResult Of(
        ImmutableArray<LayerFeatures> layers, CcFvOptions options, CancellationToken cancellationToken)
    {
        if (layers.IsDefaultOrEmpty)
        {
            throw new InvalidFeaturesException("layers", "none", "at least one");
        }

        foreach (LayerFeatures layer in layers)
        {
            CaseGuard.RequireSame(layers[0], layer);
        }

        ImmutableArray<CcFvLayer> scored =
            [.. (options.LastLayerOnly ? layers[^1..] : layers).Select(layer => Layer(layer, options, cancellationToken))];
        return new CcFvResult(Together(scored, options.Variant), scored);
    }

    private static CcFvLayer Layer(LayerFeatures layer, CcFvOptions options, CancellationToken cancellationToken)
    {
        CaseFeatures[] cases = CaseGuard.Order(layer);
        ClassConsistency consistency =
            ClassConsistency.Of(layer.Layer, cases, options.Ridge, options.Distance, cancellationToken);
        bool paper = options.Variant == EstimatorVariant.Paper;
        double distance = paper ? consistency.OfPaper : consistency.OfProgram(cases.Length);
        FeatureVariety variety = paper
            ? FeatureVariety.OfPaper(cases, options.EnergyExponent, options.DistanceFloor)
            : FeatureVariety.OfProgram(layer.Layer, cases);
        return new CcFvLayer(
            layer.Layer,
            Score(variety.Value, distance, consistency, options.Terms),
            distance,
            variety.Value,
            consistency.ClassesLeftOut,
            variety.Energies.Count(double.IsPositiveInfinity))
        {
            Distances = consistency.Distances,
            Energies = variety.Energies,
        };
    }

    private static SupervisedScore Score(
        double variety, double distance, ClassConsistency consistency, CcFvTerms terms)
    {
        if (terms != CcFvTerms.VarietyOnly && consistency.IsNegligible)
        {
            return SupervisedScore.Undefined(consistency.IsConstant
                ? "features are constant"
                : "the class's distributions are identical in all cases");
        }

        double first = terms == CcFvTerms.ConsistencyOnly ? 1 : variety;
        double score = Math.Log(terms == CcFvTerms.VarietyOnly ? first : first / distance);
        return double.IsNaN(score) || double.IsPositiveInfinity(score)
            ? SupervisedScore.Undefined("the energy of the features is negative or 0, and has no logarithm")
            : SupervisedScore.Of(score);
    }

    private static SupervisedScore Together(ImmutableArray<CcFvLayer> layers, EstimatorVariant variant)
    {
        if (layers.FirstOrDefault(l => l.Score.Value is null) is CcFvLayer undefined)
        {
            return SupervisedScore.Undefined($"{CasePlaces.Of(undefined.Layer)}: {undefined.Score.Reason}");
        }

        double sum = layers.Sum(l => l.Score.Value!.Value);
        double score = variant == EstimatorVariant.Paper ? sum / layers.Length : sum;
        return SupervisedScore.Of(score, [.. layers.SelectMany(NotesOf)]);
    }

    private static IEnumerable<string> NotesOf(CcFvLayer layer)
    {
        string place = CasePlaces.Of(layer.Layer);
        if (!layer.ClassesLeftOut.IsEmpty)
        {
            yield return $"{place}: left out for want of samples in two cases: class"
                + $" {string.Join(", ", layer.ClassesLeftOut)}";
        }

        if (layer.CrowdedCases > 0)
        {
            yield return $"{place}: equal samples in {layer.CrowdedCases} of {layer.Energies.Length} cases, which add"
                + " nothing to the variety";
        }
    }
}
