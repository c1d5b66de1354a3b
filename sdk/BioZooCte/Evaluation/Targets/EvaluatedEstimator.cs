using BioZooCte.Evaluation.Statistics;

namespace BioZooCte.Evaluation.Targets;

/// <summary>How well one estimator's scores agree with measured performance on one target.</summary>
/// <param name="Name">The estimator, such as <c>miou gamma:1.5</c>.</param>
/// <param name="Correlation">The agreement.</param>
public sealed record EvaluatedEstimator(string Name, RankCorrelation Correlation)
{
    /// <summary>The perturbation of an estimator that uses one alone; null for others.</summary>
    public string? Perturbation =>
        Name.Split(' ') is [not ("cte" or "combined"), string perturbation] ? perturbation : null;
}
