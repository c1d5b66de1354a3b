using System.Collections.Immutable;

namespace BioZooCte.Supervised;

/// <summary>What CC-FV says of one layer.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Score">ln(F_v / C_cons), or of the one term that was asked for.</param>
/// <param name="Consistency">
/// C_cons: how far apart the cases' features of a class are, summed over classes; lower is better.
/// </param>
/// <param name="Variety">F_v: how widely a case's features spread; higher is better.</param>
/// <param name="ClassesLeftOut">Classes that have two samples in fewer than two cases: they say nothing.</param>
/// <param name="CrowdedCases">How many cases add nothing to F_v because two of their samples are equal.</param>
public sealed record CcFvLayer(
    string Layer,
    SupervisedScore Score,
    double Consistency,
    double Variety,
    ImmutableArray<int> ClassesLeftOut,
    int CrowdedCases)
{
    /// <summary>The distances of all pairs of cases, by class, then by the cases' names.</summary>
    internal ImmutableArray<double> Distances { get; init; } = [];

    /// <summary>The energies of the cases, by their names; none in the program's variant.</summary>
    internal ImmutableArray<double> Energies { get; init; } = [];
}
