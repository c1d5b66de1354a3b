using System.Collections.Immutable;

using BioZooCte.Errors;
using BioZooCte.Evaluation.Confidence;
using BioZooCte.Evaluation.Targets;
using BioZooCte.Images;
using BioZooCte.Models;
using BioZooCte.Packages;
using BioZooCte.Predictions;
using BioZooCte.Ranking;
using BioZooCte.Supervised;

namespace BioZooCte;

/// <summary>
/// Runs one model on a target's images and holds what it predicts against the labels; looks on the way at how sure it is.
/// </summary>
/// <param name="backend">What runs the network.</param>
/// <param name="options">How models are ranked.</param>
/// <param name="evaluation">What they are measured by.</param>
internal sealed class ModelMeasurement(
    IModelBackend backend, EstimationOptions options, EvaluationOptions evaluation)
{
    /// <summary>A model with its performance; with the reason where no image gave one.</summary>
    /// <param name="model">What is known of it.</param>
    /// <param name="ranked">What was found without labels.</param>
    /// <param name="target">The labelled images.</param>
    /// <param name="cancellationToken">Ends it within a second.</param>
    public async Task<EvaluatedModel> MeasureAsync(
        EvaluatedModel model, ModelScore ranked, EvaluationTarget target, CancellationToken cancellationToken)
    {
        PackageOptions packageOptions = new() { AllowHashMismatch = options.AllowHashMismatch };
        try
        {
            using ModelPackage package =
                await ModelPackageReader.OpenAsync(ranked.Source, packageOptions, cancellationToken).ConfigureAwait(false);
            EvaluatedModel measured =
                await MeasureAsync(model, ranked, package, target, cancellationToken).ConfigureAwait(false);
            return measured.Error is null
                ? await WithFeaturesAsync(measured, package, target, cancellationToken).ConfigureAwait(false)
                : measured;
        }
        catch (Exception e) when (e is BioZooCteException or IOException or UnauthorizedAccessException)
        {
            return model with { Error = e.Message };
        }
    }

    private async Task<EvaluatedModel> MeasureAsync(
        EvaluatedModel model,
        ModelScore ranked,
        ModelPackage package,
        EvaluationTarget target,
        CancellationToken cancellationToken)
    {
        ModelPerformance performance = new(model.Id, options.Threshold, evaluation);
        ConfidenceScores confidence = new(ranked);
        string? error = null;
        int failed = 0;
        foreach (LabelledImage pair in target.Images)
        {
            try
            {
                (PredictedMaps maps, int[] labels) =
                    await PredictAsync(package, pair, cancellationToken).ConfigureAwait(false);
                performance.Add(maps, labels);
                confidence.Add(maps.Foreground.AsSpan<float>());
            }
            catch (Exception e) when (e is BioZooCteException or IOException or UnauthorizedAccessException)
            {
                error ??= e.Message;
                failed++;
            }
        }

        return performance.Images == 0
            ? model with { Error = error }
            : (model with
            {
                F1 = performance.F1,
                MeanAveragePrecision = performance.MeanAveragePrecision,
                Measured = performance.Images,
                Failed = failed,
                Failure = error,
            }).With(evaluation.Estimators.Where(ConfidenceEstimators.Names.Contains)
                .Select(name => KeyValuePair.Create(name, confidence.Of(name))));
    }

    /// <summary>The model with its scores by the estimators that need labels, where any is asked for.</summary>
    private async Task<EvaluatedModel> WithFeaturesAsync(
        EvaluatedModel model, ModelPackage package, EvaluationTarget target, CancellationToken cancellationToken)
    {
        ImmutableArray<string> names = [.. evaluation.Estimators.Where(KnownSupervisedEstimators.Names.Contains)];
        if (names.IsEmpty)
        {
            return model;
        }

        SupervisedOptions supervised = new()
        {
            Estimators = names,
            Sampling = evaluation.Sampling,
            Foreground = options.Foreground,
            Selection = options.Selection,
            Axes = options.Axes,
            TileSize = options.TileSize,
            Seed = options.Seed,
            Threads = options.Threads,
        };
        try
        {
            SupervisedEstimate estimate = await new SupervisedEstimator(backend, supervised)
                .EstimateAsync(package, target.Images, cancellationToken).ConfigureAwait(false);
            return model.With(estimate.Scores.Select(one => KeyValuePair.Create(one.Key, ToScore(one.Value)))) with
            {
                Notes = NotesOf(estimate, target.Images.Length),
                SupervisedTime = new SupervisedTime(estimate.SamplingTime, estimate.ScoringTime),
            };
        }
        catch (Exception e) when (e is BioZooCteException or IOException or UnauthorizedAccessException)
        {
            return model.With(names.Select(name => KeyValuePair.Create(name, EstimatorScore.None(e.Message))));
        }
    }

    private static EstimatorScore ToScore(SupervisedScore score) => score.Value is double value && double.IsInfinity(value)
        ? new EstimatorScore(value, $"{(value > 0 ? "∞" : "−∞")}, {string.Join("; ", score.Notes)}")
        : new EstimatorScore(score.Value, score.Reason);

    private static ImmutableArray<string> NotesOf(SupervisedEstimate estimate, int images)
    {
        IEnumerable<string> notes = estimate.Scores
            .SelectMany(one => one.Value.Notes.Select(note => (Name: one.Key, Note: note)))
            .GroupBy(one => one.Note, one => one.Name, StringComparer.Ordinal)
            .Select(same => $"{string.Join(", ", same)}: {same.Key}");
        return
        [
            .. estimate.Failures.IsEmpty
                ? Array.Empty<string>()
                : [$"features of {estimate.Cases} of {images} images; {estimate.Failures.Values.First()}"],
            .. estimate.ChangesResult ? ["features: tiles do not give what one pass would"] : Array.Empty<string>(),
            .. notes,
        ];
    }

    private async Task<(PredictedMaps Maps, int[] Labels)> PredictAsync(
        ModelPackage package, LabelledImage pair, CancellationToken cancellationToken)
    {
        int[] labels = await LabelFile.ReadAsync(pair, options.Axes, cancellationToken).ConfigureAwait(false);
        PredictionOptions prediction = new()
        {
            Foreground = options.Foreground,
            Selection = options.Selection,
            TileSize = options.TileSize,
            Threads = options.Threads,
        };
        using IImageSource image = ImageFile.Open(pair.Image, options.Axes);
        PredictedMaps maps = await ModelPredictor.PredictMapsAsync(
            backend, package, image, prediction, cancellationToken).ConfigureAwait(false);
        string found = LabelFile.SizesOf(maps.Foreground.Shape);
        string expected = LabelFile.SizesOf(image.Shape);
        return found == expected
            ? (maps, labels)
            : throw new ModelRunException(
                package.Id,
                $"its foreground for {pair.Image} is {found}; expected the size of the labels, {expected}.");
    }
}
