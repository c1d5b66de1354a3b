using System.Collections.Immutable;

namespace BioZooCte.Sqlite;

/// <summary>What a merge took from each store that was not there before.</summary>
/// <param name="Stores">One for each source, in the order given.</param>
public sealed record MergeReport(ImmutableArray<MergedStore> Stores);
