using BioZooCte.Cli.Progress;
using BioZooCte.Models;
using BioZooCte.Results;

namespace BioZooCte.Cli.Statistics;

/// <summary>Takes statistics by the library.</summary>
/// <param name="backend">What runs networks.</param>
internal sealed class LibrarySurveyor(IModelBackend backend)
{
    /// <summary>Takes them.</summary>
    /// <exception cref="InvalidUsageException">A perturbation is none.</exception>
    public Task<ImageSetStatistics> TakeAsync(
        StatisticsRequest request, IProgress<WorkProgress> progress, CancellationToken cancellationToken) =>
        new ImageSetSurveyor(backend, request.Scoring.ToEstimation()).TakeAsync(
            request.Scoring.Models, request.Images, new ForwardedProgress(progress), cancellationToken);
}
