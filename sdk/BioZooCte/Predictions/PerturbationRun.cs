using BioZooCte.Perturbations;

namespace BioZooCte.Predictions;

/// <summary>One perturbation of a sample, in one of its runs.</summary>
/// <param name="Perturbation">The perturbation.</param>
/// <param name="Run">From 0; runs differ in their noise alone.</param>
internal sealed record PerturbationRun(InputPerturbation Perturbation, int Run)
{
    /// <summary>Every perturbation with every run. One without noise gives the same in each, so it runs once.</summary>
    public static IReadOnlyList<PerturbationRun> All(IEnumerable<InputPerturbation> perturbations, int runs) =>
        [.. perturbations.SelectMany(p => Enumerable.Range(0, p.IsRandom ? runs : 1).Select(r => new PerturbationRun(p, r)))];
}
