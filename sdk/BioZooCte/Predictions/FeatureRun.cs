using BioZooCte.Perturbations.Features;

namespace BioZooCte.Predictions;

/// <summary>One perturbation of the features, in one of its runs.</summary>
/// <param name="Perturbation">The perturbation.</param>
/// <param name="Run">From 0; runs differ in what is drawn alone.</param>
internal sealed record FeatureRun(FeaturePerturbation Perturbation, int Run)
{
    /// <summary>Every perturbation with every run. One that draws nothing gives the same in each, so it runs once.</summary>
    public static IReadOnlyList<FeatureRun> All(IEnumerable<FeaturePerturbation> perturbations, int runs) =>
        [.. perturbations.SelectMany(p => Enumerable.Range(0, p.IsRandom ? runs : 1).Select(r => new FeatureRun(p, r)))];
}
