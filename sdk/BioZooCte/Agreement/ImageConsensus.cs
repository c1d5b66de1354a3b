using System.Collections.Immutable;

using BioZooCte.Consistency;

namespace BioZooCte.Agreement;

/// <summary>What models agree on in one image, and how far each does. All arrays are in the order of the voters.</summary>
internal sealed record ImageConsensus
{
    /// <summary>Each model's share in the consensus of all, models with one vote divided; 1 together.</summary>
    public required ImmutableArray<double> Weights { get; init; }

    /// <summary>
    /// How those who lead the consensus stand by it: Σ weight · consistency, from 0 to 1; greater is firmer.
    /// </summary>
    public required double Firmness { get; init; }

    /// <summary>
    /// For each model and block the counts of its own foreground (unperturbed) against the consensus of the models
    /// that do not share its vote (perturbed); no blocks where there are no others.
    /// </summary>
    public required ImmutableArray<ImmutableArray<PairCounts>> Against { get; init; }

    /// <summary>
    /// For each model the counts of its foreground, and of what it has in common with each model before it. Whoever asked
    /// for the consensus disposes it.
    /// </summary>
    public required PairwiseCounts Between { get; init; }
}
