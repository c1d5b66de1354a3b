using System.Collections.Immutable;

namespace BioZooCte.Consistency;

/// <summary>The counts of one pair of one tile.</summary>
/// <param name="FirstRow">The block row of the image that its first one is.</param>
/// <param name="FirstColumn">The block column that its first one is.</param>
/// <param name="Width">Its blocks along x.</param>
/// <param name="Blocks">The counts of each block that it touches, in C order.</param>
/// <param name="Classes">Those of each class.</param>
internal sealed record TilePairCounts(
    int FirstRow, int FirstColumn, int Width, ImmutableArray<PairCounts> Blocks, ImmutableArray<PairCounts> Classes);
