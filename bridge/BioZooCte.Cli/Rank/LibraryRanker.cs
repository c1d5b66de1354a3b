using BioZooCte.Cli.Progress;
using BioZooCte.Consistency;
using BioZooCte.Models;
using BioZooCte.Perturbations;
using BioZooCte.Perturbations.Features;
using BioZooCte.Ranking;
using BioZooCte.Reports;

namespace BioZooCte.Cli.Rank;

/// <summary>Ranks by the library.</summary>
/// <param name="backend">What runs networks.</param>
internal sealed class LibraryRanker(IModelBackend backend)
{
    /// <summary>Ranks; a ranking that is stopped gives what was finished.</summary>
    /// <exception cref="InvalidUsageException">A perturbation is none.</exception>
    public async Task<RankOutcome> RankAsync(
        RankRequest request, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        TransferabilityEstimator estimator = new(backend, OptionsOf(request));
        ModelRanking ranking;
        try
        {
            ranking = await estimator
                .RankAsync(request.Models, request.Images, new Forward(progress), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (EstimationCanceledException canceled)
        {
            ranking = canceled.Partial;
        }

        RankingReport report = new(ranking)
        {
            Options = RankReport.Options(request),
            Software = RankReport.Software(backend),
        };
        return new RankOutcome(
            RankingViews.Of(ranking),
            path => RankingJson.WriteAsync(path, report, CancellationToken.None),
            path => RankingCsv.WriteAsync(path, report, CancellationToken.None));
    }

    private static EstimationOptions OptionsOf(RankRequest request)
    {
        EstimationOptions options = new()
        {
            PerturbationUnit = request.PerturbationUnit == "model" ? PerturbationUnit.Model : PerturbationUnit.Percentile,
            Metric = KnownMetrics.Parse(request.Metric),
            Estimator = request.Estimator is string estimator
                ? KnownEstimators.Parse(estimator)
                : RankingEstimator.Automatic,
            Structures = [.. request.Structures],
            AgreementSample = request.AgreementSample,
            Threshold = request.Threshold,
            Foreground = request.Foreground,
            Selection = request.Image.Selection,
            Axes = request.Image.Axes,
            TileSize = request.Image.Tile,
            Runs = request.Runs,
            Seed = request.Seed,
            Bottleneck = request.Bottleneck,
            FeatureRandom = request.DrawsAsTorch ? FeatureRandom.Torch : FeatureRandom.Coordinates,
            Rules = new RankingRules { Seed = request.Seed },
            AllowHashMismatch = request.AllowHashMismatch,
        };
        options = request.Threads is int threads ? options with { Threads = threads } : options;
        try
        {
            ILookup<bool, string> texts = request.Perturbations.ToLookup(KnownFeaturePerturbations.IsNamedBy);
            options = options with { FeaturePerturbations = [.. texts[true].Select(KnownFeaturePerturbations.Parse)] };
            return texts[false].Any()
                ? options with { Perturbations = [.. texts[false].Select(KnownPerturbations.Parse)] }
                : options;
        }
        catch (FormatException exception)
        {
            throw new InvalidUsageException($"--perturbation: {exception.Message}");
        }
    }

    private sealed class Forward(IProgress<WorkProgress> progress) : IProgress<EstimationProgress>
    {
        public void Report(EstimationProgress value)
        {
            if (value.ModelIndex < value.ModelCount)
            {
                progress.Report(new WorkProgress(
                    $"{value.ModelIndex + 1} of {value.ModelCount}: {value.Model}", value.Fraction));
            }
        }
    }
}
