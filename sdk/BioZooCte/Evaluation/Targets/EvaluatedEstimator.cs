using BioZooCte.Evaluation.Statistics;

namespace BioZooCte.Evaluation.Targets;

/// <summary>How well one estimator's scores agree with measured performance on one target.</summary>
/// <param name="Name">The estimator, such as <c>miou gamma:1.5</c>.</param>
/// <param name="Correlation">The agreement.</param>
public sealed record EvaluatedEstimator(string Name, RankCorrelation Correlation);
