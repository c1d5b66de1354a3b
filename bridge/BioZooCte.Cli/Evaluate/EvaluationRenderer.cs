using System.Globalization;

using BioZooCte.Cli.Rendering;
using BioZooCte.Evaluation.Statistics;
using BioZooCte.Evaluation.Targets;

using Spectre.Console;

namespace BioZooCte.Cli.Evaluate;

/// <summary>
/// Shows evaluations: for each target the models and the agreement of every estimator, for several their
/// means.
/// </summary>
internal static class EvaluationRenderer
{
    private const string None = "–";

    /// <summary>Writes them.</summary>
    public static void Write(IAnsiConsole console, IReadOnlyList<TargetEvaluation> targets)
    {
        foreach (TargetEvaluation target in targets)
        {
            console.WriteLine();
            console.WriteParagraph(
                $"{target.Name}: {NameOf(target.Performance)} against the labels, and the scores given without them",
                style: new Style(decoration: Decoration.Bold));
            console.Write(Models(target));
            foreach (EvaluatedModel model in target.Models.Where(m => m.Error is null && !m.Flags.IsEmpty))
            {
                console.WriteParagraph($"{model.Id}: {string.Join(", ", model.Flags)}");
            }

            WriteFailures(console, target);
            console.Write(Estimators(target));
        }

        if (targets.Count > 1)
        {
            WriteMeans(console, targets);
        }

        console.WriteParagraph(
            "tau: Kendall's tau-b; rho: Spearman; r: Pearson; weighted: weighted tau (exchanges among the best count"
            + " more); p: two-sided, for tau, over pairings; regret: the best performance less that of the model which"
            + " the estimator puts first.");
    }

    private static Table Models(TargetEvaluation target)
    {
        Table table = new() { Border = TableBorder.Simple };
        table.AddColumn(Left("model"));
        table.AddColumn(Right("F1"));
        table.AddColumn(Right("expected F1"));
        bool hasObjects = target.Performance == PerformanceMeasure.MeanAveragePrecision;
        if (hasObjects)
        {
            table.AddColumn(Right(NameOf(target.Performance)));
        }

        foreach (EvaluatedEstimator estimator in target.Estimators)
        {
            table.AddColumn(Right(Short(estimator.Name)));
        }

        foreach (EvaluatedModel model in target.Models.Where(m => m.Error is null))
        {
            table.AddRow([
                new Text(model.Id),
                new Text(Number(model.F1)),
                new Text(Number(model.EstimatedF1)),
                .. hasObjects ? [new Text(Number(model.MeanAveragePrecision))] : Array.Empty<Text>(),
                .. target.Estimators.Select(e => new Text(Number(model.Scores.GetValueOrDefault(e.Name))))]);
        }

        return table;
    }

    private static Table Estimators(TargetEvaluation target)
    {
        Table table = new() { Border = TableBorder.Simple };
        table.AddColumn(Left("estimator"));
        foreach (string column in new[] { "models", "tau", "p", "rho", "r", "weighted", "regret" })
        {
            table.AddColumn(Right(column));
        }

        foreach (EvaluatedEstimator estimator in target.Estimators)
        {
            RankCorrelation correlation = estimator.Correlation;
            table.AddRow(new[]
            {
                estimator.Name,
                correlation.Models.ToString(CultureInfo.InvariantCulture),
                Number(correlation.KendallTau),
                Number(correlation.KendallTauPValue),
                Number(correlation.SpearmanRho),
                Number(correlation.PearsonR),
                Number(correlation.WeightedTau),
                Number(correlation.Regret),
            }.Select(cell => new Text(cell)));
        }

        return table;
    }

    private static void WriteMeans(IAnsiConsole console, IReadOnlyList<TargetEvaluation> targets)
    {
        console.WriteLine();
        console.WriteParagraph(
            $"All {targets.Count} targets: mean ± sample standard deviation, of the targets where a value exists",
            style: new Style(decoration: Decoration.Bold));
        Table table = new() { Border = TableBorder.Simple };
        table.AddColumn(Left("estimator"));
        foreach (string column in new[] { "tau", "rho", "r", "weighted", "regret" })
        {
            table.AddColumn(Right(column));
        }

        foreach (EstimatorSummary summary in EstimatorSummary.Over(targets))
        {
            table.AddRow(new[]
            {
                summary.Name,
                Mean(summary.KendallTau),
                Mean(summary.SpearmanRho),
                Mean(summary.PearsonR),
                Mean(summary.WeightedTau),
                Mean(summary.Regret),
            }.Select(cell => new Text(cell)));
        }

        console.Write(table);
        console.Write(ByTarget(targets));
    }

    /// <summary>The tau of each target, estimator by estimator.</summary>
    private static Table ByTarget(IReadOnlyList<TargetEvaluation> targets)
    {
        Table table = new() { Border = TableBorder.Simple };
        table.AddColumn(Left("tau"));
        foreach (TargetEvaluation target in targets)
        {
            table.AddColumn(Right(target.Name));
        }

        foreach (EstimatorSummary summary in EstimatorSummary.Over(targets))
        {
            IEnumerable<string> taus = targets.Select(
                t => Number(t.Estimators.First(e => e.Name == summary.Name).Correlation.KendallTau));
            table.AddRow([new Text(summary.Name), .. taus.Select(tau => new Text(tau))]);
        }

        return table;
    }

    private static void WriteFailures(IAnsiConsole console, TargetEvaluation target)
    {
        foreach (EvaluatedModel model in target.Models.Where(m => m.Error is not null))
        {
            console.WriteParagraph($"Not evaluated, {model.Id}: {model.Error}");
        }
    }

    private static string NameOf(PerformanceMeasure measure) =>
        measure == PerformanceMeasure.MeanAveragePrecision ? "mAP" : "F1";

    private static string Mean(TargetMean mean) => mean.Mean is null ? None
        : mean.Deviation is null ? Number(mean.Mean)
        : $"{Number(mean.Mean)} ± {Number(mean.Deviation)}";

    /// <summary>Those over all perturbations without their list, which the second table has.</summary>
    private static string Short(string estimator) =>
        estimator.Split(' ') is ["cte" or "combined", ..] words ? words[0] : estimator;

    private static string Number(double? value) => value is double number && double.IsFinite(number)
        ? number.ToString("0.000", CultureInfo.InvariantCulture)
        : None;

    private static TableColumn Left(string header) => new TableColumn(new Text(header)).Padding(0, 0, 2, 0);

    private static TableColumn Right(string header) => Left(header).Alignment(Justify.Right);
}
