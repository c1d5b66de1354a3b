using System.Collections.Immutable;

using BioZooCte.Agreement;

namespace BioZooCte.Ranking;

/// <summary>What was measured of one model on one image.</summary>
/// <param name="Source">The image's path as given, or its name in a stream.</param>
/// <param name="Error">Why the image gave nothing; null where it did.</param>
/// <param name="Pairs">
/// One entry for each perturbation and run, in their order; without counts where the image gave nothing.
/// </param>
internal sealed record ImageEvidence(string Source, string? Error, ImmutableArray<PairEvidence> Pairs)
{
    /// <summary>What the model says unperturbed; null where that was not kept.</summary>
    public VoteSheet? Votes { get; init; }
}
