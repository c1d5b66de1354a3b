using System.Collections.Immutable;

namespace BioZooCte.Cli.Rank;

/// <summary>One structure of a ranking, as far as it is shown.</summary>
/// <param name="Name">The structure.</param>
/// <param name="Estimator">What ordered its models.</param>
/// <param name="HigherIsBetter">Whether a greater score is better.</param>
/// <param name="Firmness">Whether those who lead the consensus stand by it; null without votes.</param>
/// <param name="Camps">The models of two camps; empty where there are none.</param>
/// <param name="Flags">The flags of the group as a whole.</param>
internal sealed record StructureView(
    string Name,
    string Estimator,
    bool HigherIsBetter,
    double? Firmness,
    ImmutableArray<ImmutableArray<string>> Camps,
    ImmutableArray<string> Flags);
