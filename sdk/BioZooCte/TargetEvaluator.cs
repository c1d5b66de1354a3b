using BioZooCte.Evaluation.Targets;
using BioZooCte.Images;
using BioZooCte.Models;
using BioZooCte.Ranking;

namespace BioZooCte;

/// <summary>
/// Tells how well rankings made without labels agree with measured performance: it ranks models on labelled
/// images as if these had no labels, then measures each model against the labels.
/// </summary>
public sealed class TargetEvaluator
{
    /// <summary>A ranking takes about three passes an image, a measurement one.</summary>
    private const double RankingShare = 0.75;

    private readonly IModelBackend _backend;
    private readonly EstimationOptions _options;
    private readonly EvaluationOptions _evaluation;

    /// <summary>An evaluator.</summary>
    /// <param name="backend">What runs the networks.</param>
    /// <param name="options">How models are ranked; null for the defaults.</param>
    /// <param name="evaluation">What they are measured by; null for the defaults.</param>
    public TargetEvaluator(
        IModelBackend backend, EstimationOptions? options = null, EvaluationOptions? evaluation = null)
    {
        ArgumentNullException.ThrowIfNull(backend);
        _backend = backend;
        _options = options ?? new EstimationOptions();
        _evaluation = evaluation ?? new EvaluationOptions();
    }

    /// <summary>Judges models on one target.</summary>
    /// <param name="models">Packages: folders, zips, RDF files, URLs.</param>
    /// <param name="target">The labelled images.</param>
    /// <param name="progress">Is told how far it is, from several threads.</param>
    /// <param name="cancellationToken">Ends it within a second.</param>
    /// <returns>All models; one that cannot be run has the reason, and counts nowhere.</returns>
    /// <exception cref="InvalidImageException">
    /// Labels have another size than their image, are fractions, negative, or damaged; before anything is
    /// run.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token asked for it.</exception>
    public async Task<TargetEvaluation> EvaluateAsync(
        IEnumerable<string> models,
        EvaluationTarget target,
        IProgress<EstimationProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(target);
        await CheckAsync(target, cancellationToken).ConfigureAwait(false);
        TransferabilityEstimator estimator = new(_backend, _options);
        ModelRanking ranking = await estimator.RankAsync(
            models, target.Images.Select(pair => pair.Image), new PartOf(progress), cancellationToken)
            .ConfigureAwait(false);
        string[] perturbations = ranking.Sweep is StrengthSweep sweep && _options.ScoresByRecommended
            ? [sweep.Recommended]
            : [
                .. _options.Perturbations.Select(p => p.Label),
                .. _options.FeaturePerturbations.Select(p => p.Label),
            ];
        ModelMeasurement measurement = new(_backend, _options, _evaluation);
        List<EvaluatedModel> evaluated = [];
        // A model of two structures stands in both.
        foreach (ModelScore model in ranking.Models.DistinctBy(m => m.Source))
        {
            double done = RankingShare + ((1 - RankingShare) * evaluated.Count / ranking.Models.Length);
            progress?.Report(new EstimationProgress(
                evaluated.Count, ranking.Models.Length, model.Id, 0, target.Images.Length, done));
            EvaluatedModel described = new()
            {
                Id = model.Id,
                Scores = EstimatorScores.Of(model, _options.Metric, perturbations),
                EstimatedF1 = model.EstimatedF1,
                EstimatedF1Interval = model.EstimatedF1Interval,
                Flags = model.Flags,
                Error = model.Error,
            };
            evaluated.Add(model.Error is null
                ? await measurement.MeasureAsync(described, model, target, cancellationToken).ConfigureAwait(false)
                : described);
        }

        return TargetEvaluation.Of(
            target.Name,
            _evaluation.Performance,
            evaluated,
            EstimatorScores.Names(_options.Metric, perturbations),
            _options.Seed,
            EstimatorScores.WorstOf(_options.Metric),
            _evaluation.Estimators) with
        {
            Sweep = ranking.Sweep,
            Structure = ranking.Structures.Length == 1 ? ranking.Structures[0].Name : null,
            Firmness = ranking.Structures.Length == 1 ? ranking.Structures[0].Firmness : null,
        };
    }

    /// <summary>Reads a target's labels once, so that what is wrong with them is known before anything is run.</summary>
    /// <exception cref="InvalidImageException">As by <see cref="EvaluateAsync"/>.</exception>
    public async Task CheckAsync(EvaluationTarget target, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        foreach (LabelledImage pair in target.Images)
        {
            LabelFile.Check(pair, _options.Axes);
            await LabelFile.ReadAsync(pair, _options.Axes, cancellationToken).ConfigureAwait(false);
        }
    }

    private sealed class PartOf(IProgress<EstimationProgress>? progress) : IProgress<EstimationProgress>
    {
        public void Report(EstimationProgress value) =>
            progress?.Report(value with { Fraction = RankingShare * value.Fraction });
    }
}
