using BioZooCte.Cli.Options;

namespace BioZooCte.Cli.Watch;

/// <summary>What <c>zoocte watch</c> is asked for.</summary>
/// <param name="Watch">The folders, and how they are ranked.</param>
/// <param name="Store">Where what is found is kept.</param>
/// <param name="Isolates">Whether each model runs in a process of its own.</param>
/// <param name="JsonPath">Where the last ranking is written as JSON; null for nowhere.</param>
internal sealed record WatchRequest(WatchOptions Watch, StorePlace Store, bool Isolates, string? JsonPath);
