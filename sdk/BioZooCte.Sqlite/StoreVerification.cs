using System.Collections.Immutable;

namespace BioZooCte.Sqlite;

/// <summary>What came of looking at all of a store.</summary>
/// <param name="Rows">The rows that were looked at.</param>
/// <param name="Damages">What is wrong.</param>
/// <param name="Left">What is still wrong now: all of it, but for what was dropped.</param>
public sealed record StoreVerification(
    int Rows, ImmutableArray<StoreDamage> Damages, ImmutableArray<StoreDamage> Left);
