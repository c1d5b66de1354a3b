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
                $"{target.Name}: {EvaluationCells.NameOf(target.Performance)} against the labels, and the models' scores",
                style: new Style(decoration: Decoration.Bold));
            ModelTables.Write(console, target);
            foreach (EvaluatedModel model in target.Models.Where(m => m.Error is null && !m.Flags.IsEmpty))
            {
                console.WriteParagraph($"{model.Id}: {string.Join(", ", model.Flags)}");
            }

            WriteFailures(console, target);
            console.Write(Estimators(target));
            SweepTable.Write(console, target);
            WriteEstimateError(console, EstimateError.Of(target.Models));
            WriteShare(console, target);
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

    /// <summary>What the estimators that need labels took beside the forward passes for their features.</summary>
    private static void WriteShare(IAnsiConsole console, TargetEvaluation target)
    {
        SupervisedTime[] times = [.. target.Models.Select(m => m.SupervisedTime).OfType<SupervisedTime>()];
        if (times.Length > 0)
        {
            double passes = times.Sum(time => time.Passes.TotalSeconds);
            double scores = times.Sum(time => time.Scores.TotalSeconds);
            console.WriteParagraph(string.Create(
                CultureInfo.InvariantCulture,
                $"Scores that need labels: {passes:0.0} s of forward passes for features, {scores:0.0} s beside them"
                + $" ({scores / passes:0 %})."));
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
                console.WriteParagraph($"{model.Id} has no finite score by {string.Join(", ", same)}: {same.Key}");
            }

            foreach (string note in model.Notes)
            {
                console.WriteParagraph($"{model.Id}, {note}");
            }
        }
    }
}
