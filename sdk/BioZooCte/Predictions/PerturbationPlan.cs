using BioZooCte.Perturbations;

namespace BioZooCte.Predictions;

/// <summary>Which perturbations every sample goes through.</summary>
/// <param name="Runs">Each perturbation with each of its runs.</param>
/// <param name="Unit">The unit of their strengths.</param>
/// <param name="Seed">What their noise starts from.</param>
internal sealed record PerturbationPlan(IReadOnlyList<PerturbationRun> Runs, PerturbationUnit Unit, ulong Seed)
{
    /// <summary>No perturbation: the prediction alone.</summary>
    public static PerturbationPlan None { get; } = new([], PerturbationUnit.Percentile, 0);
}
