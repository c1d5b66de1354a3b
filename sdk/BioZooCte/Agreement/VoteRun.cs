using System.Collections.Immutable;

namespace BioZooCte.Agreement;

/// <summary>Votes at positions that follow one another.</summary>
/// <param name="Start">The first position.</param>
/// <param name="Votes">A byte each.</param>
internal readonly record struct VoteRun(long Start, ImmutableArray<byte> Votes);
