using BioZooCte.Perturbations;
using BioZooCte.Perturbations.Features;

namespace BioZooCte.Predictions;

/// <summary>Which perturbations every sample goes through.</summary>
/// <param name="Runs">Each perturbation with each of its runs.</param>
/// <param name="Unit">The unit of their strengths.</param>
/// <param name="Seed">What their noise starts from.</param>
internal sealed record PerturbationPlan(IReadOnlyList<PerturbationRun> Runs, PerturbationUnit Unit, ulong Seed)
{
    /// <summary>No perturbation: the prediction alone.</summary>
    public static PerturbationPlan None { get; } = new([], PerturbationUnit.Percentile, 0);

    /// <summary>Each perturbation of the features with each of its runs; they come after those of the input.</summary>
    public IReadOnlyList<FeatureRun> FeatureRuns { get; init; } = [];

    /// <summary>How the features' random numbers are drawn.</summary>
    public FeatureRandom Random { get; init; }

    /// <summary>How many samples of all images came before.</summary>
    public int SamplesBefore { get; init; }

    /// <summary>
    /// This plan without the pairs that are known; all of it where features are perturbed, since those of a tile come
    /// from one pass together.
    /// </summary>
    public PerturbationPlan Without(Func<(string Label, int Run), bool> isKnown) => FeatureRuns.Count > 0
        ? this
        : this with { Runs = [.. Runs.Where(run => !isKnown((run.Perturbation.Label, run.Run)))] };

    /// <summary>What each pair of predictions is called: its perturbation's label, and its run.</summary>
    public IReadOnlyList<(string Label, int Run)> Pairs =>
    [
        .. Runs.Select(run => (run.Perturbation.Label, run.Run)),
        .. FeatureRuns.Select(run => (run.Perturbation.Label, run.Run)),
    ];
}
