using BioZooCte.Cli.Rendering;
using BioZooCte.Evaluation.Statistics;
using BioZooCte.Evaluation.Targets;

using Spectre.Console;

namespace BioZooCte.Cli.Evaluate;

/// <summary>
/// Shows several targets together as the paper's tables 1 and 2 do: for each coefficient the estimators by target, with
/// mean and deviation.
/// </summary>
internal static class TargetsTables
{
    /// <summary>Writes them.</summary>
    public static void Write(IAnsiConsole console, IReadOnlyList<TargetEvaluation> targets)
    {
        console.WriteLine();
        console.WriteParagraph(
            $"All {targets.Count} targets: mean ± sample standard deviation, of the targets where a value exists",
            style: new Style(decoration: Decoration.Bold));
        IReadOnlyList<EstimatorSummary> summaries = EstimatorSummary.Over(targets);
        Write("tau", correlation => correlation.KendallTau, summary => summary.KendallTau);
        Write("rho", correlation => correlation.SpearmanRho, summary => summary.SpearmanRho);
        Write("r", correlation => correlation.PearsonR, summary => summary.PearsonR);
        Write("weighted", correlation => correlation.WeightedTau, summary => summary.WeightedTau);
        Write("regret", correlation => correlation.Regret, summary => summary.Regret);
        EstimateError error = EstimateError.Of(targets.SelectMany(target => target.Models));
        if (error.Models > 0)
        {
            console.WriteParagraph($"All targets, {EstimateWords.Of(error)}");
        }

        void Write(string name, Func<RankCorrelation, double> value, Func<EstimatorSummary, TargetMean> mean) =>
            console.Write(TableOf(name, targets, summaries, value, mean));
    }

    private static Table TableOf(
        string name,
        IReadOnlyList<TargetEvaluation> targets,
        IEnumerable<EstimatorSummary> summaries,
        Func<RankCorrelation, double> value,
        Func<EstimatorSummary, TargetMean> mean)
    {
        Table table = EvaluationCells.Table();
        table.AddColumn(EvaluationCells.Left(name));
        foreach (TargetEvaluation target in targets)
        {
            table.AddColumn(EvaluationCells.Right(target.Name));
        }

        table.AddColumn(EvaluationCells.Right("mean"));
        foreach (EstimatorSummary summary in summaries)
        {
            IEnumerable<string> values = targets.Select(target => EvaluationCells.Number(
                value(target.Estimators.First(e => e.Name == summary.Name).Correlation)));
            table.AddRow(
            [
                new Text(EvaluationCells.Short(summary.Name)),
                .. values.Select(one => new Text(one)),
                new Text(EvaluationCells.Mean(mean(summary))),
            ]);
        }

        return table;
    }
}
