using BioZooCte.Cli.Progress;

namespace BioZooCte.Cli.Rank;

/// <summary>
/// Ranks models. One that is stopped gives what was finished, marked partial; an exception where there is nothing.
/// </summary>
internal delegate Task<RankOutcome> RankTask(
    RankRequest request, IProgress<WorkProgress> progress, CancellationToken cancellationToken);
