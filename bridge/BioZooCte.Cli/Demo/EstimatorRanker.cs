using BioZooCte.Images;
using BioZooCte.Models;
using BioZooCte.Packages;
using BioZooCte.Ranking;
using BioZooCte.Tensors;

namespace BioZooCte.Cli.Demo;

/// <summary>The library itself, with its defaults.</summary>
/// <param name="backend">What runs the networks.</param>
/// <param name="packages">The models: folders of packages with different names.</param>
/// <param name="threads">Tiles that are run at the same time.</param>
internal sealed class EstimatorRanker(IModelBackend backend, IReadOnlyList<string> packages, int threads)
    : IConditionRanker
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<PlacedModel>> RankAsync(
        IReadOnlyList<IImageSource> images, IProgress<double> progress, CancellationToken cancellationToken)
    {
        TransferabilityEstimator estimator = new(backend, new EstimationOptions { Threads = threads });
        ModelRanking ranking = await estimator
            .RankAsync(packages, images, new EstimatorProgress(progress), cancellationToken).ConfigureAwait(false);
        return [.. ranking.Models.Select(m => new PlacedModel(
            m.Id, m.Score, m.Interval?.Low, m.Interval?.High, m.Error ?? string.Join(", ", m.Flags)))];
    }

    /// <inheritdoc/>
    public async Task<AxisTensor?> PredictAsync(
        string modelId, IImageSource image, CancellationToken cancellationToken)
    {
        string folder = packages.Single(p => Path.GetFileName(p) == modelId);
        try
        {
            using ModelPackage package = await ModelPackageReader
                .OpenAsync(folder, null, cancellationToken).ConfigureAwait(false);
            return await ModelPredictor.PredictForegroundAsync(
                backend, package, image, new PredictionOptions { Threads = threads }, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Errors.BioZooCteException)
        {
            // The ranking's own entry says why.
            return null;
        }
    }

    private sealed class EstimatorProgress(IProgress<double> progress) : IProgress<EstimationProgress>
    {
        public void Report(EstimationProgress value) => progress.Report(value.Fraction);
    }
}
