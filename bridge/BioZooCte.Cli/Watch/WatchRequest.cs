using BioZooCte.Bridge.V1;

namespace BioZooCte.Cli.Watch;

/// <summary>What <c>zoocte watch</c> is asked for.</summary>
/// <param name="Watch">The folders, and how they are ranked.</param>
/// <param name="StorePath">The file where what is found is kept.</param>
/// <param name="Apart">How models are ranked that run in processes of their own; null where they run in this one.</param>
/// <param name="JsonPath">Where the last ranking is written as JSON; null for nowhere.</param>
internal sealed record WatchRequest(WatchOptions Watch, string StorePath, RankingSettings? Apart, string? JsonPath);
