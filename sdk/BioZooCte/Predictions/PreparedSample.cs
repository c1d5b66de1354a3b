using System.Collections.Immutable;

using BioZooCte.Models.Processing;
using BioZooCte.Tensors;
using BioZooCte.Tiling;

namespace BioZooCte.Predictions;

/// <summary>A sample of which all is known that its tiles need.</summary>
/// <param name="Source">The sample, preprocessed.</param>
/// <param name="Statistics">The statistics of its processing steps.</param>
/// <param name="Plan">Its tiles.</param>
/// <param name="Perturbations">One entry for each perturbation and run.</param>
/// <param name="Place">Where in its image it lies.</param>
internal sealed record PreparedSample(
    ITensorSource Source,
    ProcessingStatistics Statistics,
    TilePlan Plan,
    ImmutableArray<PreparedPerturbation> Perturbations,
    SamplePlace Place)
{
    /// <summary>One entry for each perturbation of the features and run; they come after those of the input.</summary>
    public ImmutableArray<PreparedFeatures> Features { get; init; } = [];

    /// <summary>The number of pairs of predictions.</summary>
    public int PairCount => Perturbations.Length + Features.Length;
}
