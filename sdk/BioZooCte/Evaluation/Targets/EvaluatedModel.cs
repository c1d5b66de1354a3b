using System.Collections.Immutable;

using BioZooCte.Ranking;

namespace BioZooCte.Evaluation.Targets;

/// <summary>
/// A model's scores, most of them made without labels, beside its performance, measured with them.
/// </summary>
public sealed record EvaluatedModel
{
    /// <summary>The model's name in the run.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// F1 of the foreground's pixels, the median over images; from 0 to 1, higher is better. Null where the
    /// model could not run, or no image has foreground in labels or prediction.
    /// </summary>
    public double? F1 { get; init; }

    /// <summary>
    /// The mean average precision of its objects, the median over images; from 0 to 1, higher is better. Null
    /// where it was not measured, the model could not run, or no image has objects in labels or prediction.
    /// </summary>
    public double? MeanAveragePrecision { get; init; }

    /// <summary>
    /// The F1 that was expected without labels, an optimistic estimate; null where none was made.
    /// </summary>
    public double? EstimatedF1 { get; init; }

    /// <summary>The interval of the expected F1; null where there was too little data.</summary>
    public ScoreInterval? EstimatedF1Interval { get; init; }

    /// <summary>The scores by the names of the estimators; null where a model has none.</summary>
    public required ImmutableSortedDictionary<string, double?> Scores { get; init; }

    /// <summary>
    /// Why an estimator gave no finite score, by its name, where there is more to say than that nothing was found.
    /// </summary>
    public ImmutableSortedDictionary<string, string> Reasons { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>What the scores that need labels took; null where there are none.</summary>
    public SupervisedTime? SupervisedTime { get; init; }

    /// <summary>What to know before trusting the scores that need labels.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>What to know before trusting the scores.</summary>
    public ImmutableArray<string> Flags { get; init; } = [];

    /// <summary>The images that its performance rests on.</summary>
    public int Measured { get; init; }

    /// <summary>The images on which it could not be measured.</summary>
    public int Failed { get; init; }

    /// <summary>Why not, on the first of them; null where there is none.</summary>
    public string? Failure { get; init; }

    /// <summary>Why the model has no performance; null where it has.</summary>
    public string? Error { get; init; }

    /// <summary>The model with more scores.</summary>
    internal EvaluatedModel With(IEnumerable<KeyValuePair<string, EstimatorScore>> scores)
    {
        EvaluatedModel model = this;
        foreach ((string name, EstimatorScore score) in scores)
        {
            model = model with
            {
                Scores = model.Scores.SetItem(name, score.Value),
                Reasons = score.Reason is string reason ? model.Reasons.SetItem(name, reason) : model.Reasons,
            };
        }

        return model;
    }

    /// <summary>Its performance by a measure; null without one.</summary>
    public double? PerformanceBy(PerformanceMeasure measure) =>
        measure == PerformanceMeasure.MeanAveragePrecision ? MeanAveragePrecision : F1;
}
