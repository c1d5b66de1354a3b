using System.Collections.Immutable;

using BioZooCte.Agreement;
using BioZooCte.Consistency;

namespace BioZooCte.Results;

/// <summary>What is kept of an image that is not whole.</summary>
/// <param name="Counts">The counts of pairs of tiles, by (tile's place, pair).</param>
/// <param name="Votes">The votes of tiles, by their places.</param>
internal sealed record RestoredTiles(
    IReadOnlyDictionary<(int Order, int Pair), TilePairCounts> Counts,
    IReadOnlyDictionary<int, ImmutableArray<VoteRun>> Votes)
{
    /// <summary>Nothing.</summary>
    public static RestoredTiles None { get; } = new(
        ImmutableDictionary<(int, int), TilePairCounts>.Empty, ImmutableDictionary<int, ImmutableArray<VoteRun>>.Empty);
}
