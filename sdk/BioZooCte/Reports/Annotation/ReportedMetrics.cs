using BioZooCte.Consistency;

namespace BioZooCte.Reports.Annotation;

/// <summary>What a ranking measures of models.</summary>
internal static class ReportedMetrics
{
    private const string Combined = "combined";

    /// <summary>What a ranking by a metric measures.</summary>
    /// <param name="metric">The consistency metric, such as <c>miou</c>.</param>
    /// <param name="structure">The model's structure, whose estimator says what orders it.</param>
    public static IEnumerable<ReportedMetric> Of(string metric, ReportedStructure structure)
    {
        string better = KnownMetrics.Parse(metric).HigherIsBetter ? "higher" : "lower";
        yield return new ReportedMetric(
            $"cte {metric}",
            $"Consistency without labels: {metric} between the prediction for an image and that for the image or its"
            + $" features slightly changed, mean over perturbations, median over images; {better} is better",
            IsOfPerturbations: true,
            model => model.Cte);
        yield return new ReportedMetric(
            "agreement",
            "Mean IoU of foreground and background with the consensus of the other models of the ranking, without"
            + " labels, median over images; higher is better",
            IsOfPerturbations: false,
            model => model.Agreement);
        if (structure.Estimator == Combined)
        {
            yield return new ReportedMetric(
                Combined,
                "Consistency times agreement, which the ranking is ordered by; higher is better",
                IsOfPerturbations: false,
                model => model.Score);
        }

        yield return new ReportedMetric(
            "expected f1",
            "F1 of the foreground against the consensus of the other models, median over images: an optimistic estimate,"
            + " without labels, of the F1 against labels; higher is better",
            IsOfPerturbations: false,
            model => model.EstimatedF1);
    }
}
