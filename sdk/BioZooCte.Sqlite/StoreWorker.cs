using System.Collections.Immutable;

namespace BioZooCte.Sqlite;

/// <summary>A process that has a store open.</summary>
/// <param name="Host">Its machine.</param>
/// <param name="Process">Its number there.</param>
/// <param name="LastSeen">When it last said that it runs.</param>
/// <param name="Images">What it is at.</param>
public sealed record StoreWorker(
    string Host, int Process, DateTimeOffset LastSeen, ImmutableArray<ClaimedImage> Images);
