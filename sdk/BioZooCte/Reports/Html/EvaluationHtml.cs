using System.Globalization;

using BioZooCte.Evaluation.Statistics;
using BioZooCte.Evaluation.Targets;

namespace BioZooCte.Reports.Html;

/// <summary>
/// Evaluations as one HTML file that needs no network: for each target the scatter of every estimator's score against the
/// performance with its fitted line (the paper's Fig. 2), the correlations, the sweep (Fig. 3).
/// </summary>
public static class EvaluationHtml
{
    /// <summary>Writes evaluations to a file, which is there in full or not at all.</summary>
    public static Task WriteAsync(
        string path, IReadOnlyList<TargetEvaluation> targets, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(targets);
        return HtmlPage.WriteAsync(path, ToText(targets), cancellationToken);
    }

    /// <summary>The page.</summary>
    public static string ToText(IReadOnlyList<TargetEvaluation> targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        return HtmlPage.Of("How right are the rankings?", html =>
        {
            html.Element("p", "BioZooCte · rankings without labels, held against labels", ("class", "kind"))
                .Element("h1", "How right are the rankings?");
            WriteMeans(html, targets);
            foreach (TargetEvaluation target in targets)
            {
                WriteTarget(html, target);
            }
        });
    }

    private static void WriteMeans(HtmlText html, IReadOnlyList<TargetEvaluation> targets)
    {
        if (targets.Count < 2)
        {
            return;
        }

        html.Element(
            "p",
            $"{targets.Count} targets: mean and sample standard deviation of each coefficient over them. Regret is the best"
            + " performance less that of the model which the estimator puts first.",
            ("class", "lead"));
        IReadOnlyList<EstimatorSummary> summaries = EstimatorSummary.Over(targets);
        WriteTable(
            html,
            "Means over targets",
            ["tau", "rho", "r", "weighted tau", "regret"],
            summaries.Select(s => (
                s.Name, new[] { s.KendallTau, s.SpearmanRho, s.PearsonR, s.WeightedTau, s.Regret }.Select(Mean))));
        WriteByTarget(html, "Weighted Kendall's tau", targets, summaries, c => c.WeightedTau, s => s.WeightedTau);
        WriteByTarget(html, "Pearson's r", targets, summaries, c => c.PearsonR, s => s.PearsonR);
    }

    /// <summary>One coefficient of every estimator on every target: the layout of CC-FV's table 1.</summary>
    private static void WriteByTarget(
        HtmlText html,
        string coefficient,
        IReadOnlyList<TargetEvaluation> targets,
        IReadOnlyList<EstimatorSummary> summaries,
        Func<RankCorrelation, double> value,
        Func<EstimatorSummary, TargetMean> mean) => WriteTable(
            html,
            $"{coefficient} by target",
            [.. targets.Select(t => t.Name), "mean"],
            summaries.Select(s => (
                s.Name,
                targets.Select(t => Number(value(t.Estimators.First(e => e.Name == s.Name).Correlation)))
                    .Append(Mean(mean(s))))));

    private static void WriteTarget(HtmlText html, TargetEvaluation target)
    {
        string performance = target.Performance == PerformanceMeasure.F1 ? "F1" : "mAP";
        html.Element("h2", $"{target.Name}: scores against {performance}").Open("div", ("class", "pictures"));
        foreach (EvaluatedEstimator estimator in target.MainEstimators)
        {
            ScatterHtml.Write(html, target, estimator, performance);
        }

        html.Close();
        WriteTable(
            html,
            $"Agreement of each estimator with {performance} on {target.Name}",
            ["tau", "p", "rho", "r", "weighted tau", "regret"],
            target.Estimators.Select(e => (e.Name, Row(e.Correlation))));
        WriteModels(html, target, performance);
        if (target.Sweep is not null)
        {
            SweepHtml.Write(html, target.Sweep);
        }
    }

    private static void WriteModels(HtmlText html, TargetEvaluation target, string performance)
    {
        html.Open("details").Element("summary", "Models");
        WriteTable(
            html,
            $"Models on {target.Name}, the best {performance} first",
            [performance, "expected F1", .. target.Estimators.Select(e => e.Name)],
            target.Models.Where(m => m.Error is null).Select(m => (
                m.Id,
                new[] { m.PerformanceBy(target.Performance), m.EstimatedF1 }
                    .Concat(target.Estimators.Select(e => m.Scores.GetValueOrDefault(e.Name))).Select(Number))));
        foreach (EvaluatedModel model in target.Models.Where(m => m.Error is not null))
        {
            html.Element("p", $"{model.Id}: {model.Error}");
        }

        foreach (EvaluatedModel model in target.Models)
        {
            foreach ((string estimator, string reason) in model.Reasons)
            {
                html.Element("p", $"{model.Id} has no finite score by {estimator}: {reason}");
            }

            foreach (string note in model.Notes)
            {
                html.Element("p", $"{model.Id}, {note}");
            }
        }

        html.Close();
    }

    private static IEnumerable<string> Row(RankCorrelation c) => new double?[]
    {
        c.KendallTau, c.KendallTauPValue, c.SpearmanRho, c.PearsonR, c.WeightedTau, c.Regret,
    }.Select(Number);

    private static void WriteTable(
        HtmlText html, string caption, IEnumerable<string> columns, IEnumerable<(string Name, IEnumerable<string> Cells)> rows)
    {
        html.OpenTable(caption).Open("thead").Open("tr").Open("td").Close();
        foreach (string column in columns)
        {
            html.Element("th", column, ("scope", "col"));
        }

        html.Close().Close().Open("tbody");
        foreach ((string name, IEnumerable<string> cells) in rows)
        {
            html.Open("tr").Element("th", name, ("scope", "row"), ("class", "word"));
            foreach (string cell in cells)
            {
                html.Element("td", cell);
            }

            html.Close();
        }

        html.Close().Close().Close();
    }

    private static string Mean(TargetMean mean) =>
        mean.Deviation is null ? Number(mean.Mean) : $"{Number(mean.Mean)} ± {Number(mean.Deviation)}";

    private static string Number(double? value) => value is double number && double.IsFinite(number)
        ? number.ToString("0.000", CultureInfo.InvariantCulture)
        : "–";
}
