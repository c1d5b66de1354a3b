using BioZooCte.Cli.Progress;
using BioZooCte.Results;

namespace BioZooCte.Cli.Statistics;

/// <summary>Takes statistics over all images.</summary>
internal delegate Task<ImageSetStatistics> StatisticsTask(
    StatisticsRequest request, IProgress<WorkProgress> progress, CancellationToken cancellationToken);
