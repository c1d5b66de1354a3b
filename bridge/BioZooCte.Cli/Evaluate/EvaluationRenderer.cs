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
    /// <summary>Writes them.</summary>
    public static void Write(IAnsiConsole console, IReadOnlyList<TargetEvaluation> targets)
    {
        foreach (TargetEvaluation target in targets)
        {
            console.WriteLine();
            console.WriteParagraph(
                $"{target.Name}: {EvaluationCells.NameOf(target.Performance)} against the labels, and the scores given without them",
                style: new Style(decoration: Decoration.Bold));
            console.Write(Models(target));
            foreach (EvaluatedModel model in target.Models.Where(m => m.Error is null && !m.Flags.IsEmpty))
            {
                console.WriteParagraph($"{model.Id}: {string.Join(", ", model.Flags)}");
            }

            WriteFailures(console, target);
            console.Write(Estimators(target));
            SweepTable.Write(console, target);
            WriteEstimateError(console, EstimateError.Of(target.Models));
        }

        if (targets.Count > 1)
        {
            TargetsTables.Write(console, targets);
        }

        console.WriteParagraph(
            "tau: Kendall's tau-b; rho: Spearman; r: Pearson; weighted: weighted tau (exchanges among the best count"
            + " more); p: two-sided, for tau, over pairings; regret: the best performance less that of the model which"
            + " the estimator puts first.");
    }

    private static Table Models(TargetEvaluation target)
    {
        Table table = EvaluationCells.Table();
        table.AddColumn(EvaluationCells.Left("model"));
        table.AddColumn(EvaluationCells.Right("F1"));
        table.AddColumn(EvaluationCells.Right("expected F1"));
        bool hasObjects = target.Performance == PerformanceMeasure.MeanAveragePrecision;
        if (hasObjects)
        {
            table.AddColumn(EvaluationCells.Right(EvaluationCells.NameOf(target.Performance)));
        }

        // There is no room for every strength of a sweep.
        string[] estimators = [.. target.MainEstimators.Select(e => e.Name)];
        foreach (string estimator in estimators)
        {
            table.AddColumn(EvaluationCells.Right(EvaluationCells.Short(estimator)));
        }

        foreach (EvaluatedModel model in target.Models.Where(m => m.Error is null))
        {
            table.AddRow([
                new Text(model.Id),
                new Text(EvaluationCells.Number(model.F1)),
                new Text(EvaluationCells.Number(model.EstimatedF1)),
                .. hasObjects ? [new Text(EvaluationCells.Number(model.MeanAveragePrecision))] : Array.Empty<Text>(),
                .. estimators.Select(e => new Text(EvaluationCells.Number(model.Scores.GetValueOrDefault(e))))]);
        }

        return table;
    }

    private static Table Estimators(TargetEvaluation target)
    {
        Table table = EvaluationCells.Table();
        table.AddColumn(EvaluationCells.Left("estimator"));
        foreach (string column in new[] { "models", "tau", "p", "rho", "r", "weighted", "regret" })
        {
            table.AddColumn(EvaluationCells.Right(column));
        }

        foreach (EvaluatedEstimator estimator in target.Estimators)
        {
            RankCorrelation correlation = estimator.Correlation;
            table.AddRow(new[]
            {
                estimator.Name,
                correlation.Models.ToString(CultureInfo.InvariantCulture),
                EvaluationCells.Number(correlation.KendallTau),
                EvaluationCells.Number(correlation.KendallTauPValue),
                EvaluationCells.Number(correlation.SpearmanRho),
                EvaluationCells.Number(correlation.PearsonR),
                EvaluationCells.Number(correlation.WeightedTau),
                EvaluationCells.Number(correlation.Regret),
            }.Select(cell => new Text(cell)));
        }

        return table;
    }

    private static void WriteEstimateError(IAnsiConsole console, EstimateError error)
    {
        if (error.Models > 0)
        {
            console.WriteParagraph(EstimateWords.Of(error));
        }
    }

    private static void WriteFailures(IAnsiConsole console, TargetEvaluation target)
    {
        foreach (EvaluatedModel model in target.Models.Where(m => m is { Error: null, Failed: > 0 }))
        {
            console.WriteParagraph(
                $"{model.Id} was measured on {model.Measured} images; it failed on {model.Failed}: {model.Failure}");
        }

        foreach (EvaluatedModel model in target.Models.Where(m => m.Error is not null))
        {
            console.WriteParagraph($"Not evaluated, {model.Id}: {model.Error}");
        }

        foreach (EvaluatedModel model in target.Models)
        {
            foreach (IGrouping<string, string> same in model.Reasons.GroupBy(r => r.Value, r => r.Key, StringComparer.Ordinal))
            {
                console.WriteParagraph($"{model.Id} has no score by {string.Join(", ", same)}: {same.Key}");
            }
        }
    }
}
