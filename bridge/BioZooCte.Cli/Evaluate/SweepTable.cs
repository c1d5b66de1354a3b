using BioZooCte.Cli.Rendering;
using BioZooCte.Evaluation.Statistics;
using BioZooCte.Evaluation.Targets;
using BioZooCte.Ranking;

using Spectre.Console;

namespace BioZooCte.Cli.Evaluate;

/// <summary>Shows a sweep over strengths beside how well each agrees with the labels, as the paper's Fig. 3 does.</summary>
internal static class SweepTable
{
    /// <summary>Writes a target's sweep, if it has one.</summary>
    public static void Write(IAnsiConsole console, TargetEvaluation target)
    {
        if (target.Sweep is not StrengthSweep sweep)
        {
            return;
        }

        Table table = EvaluationCells.Table();
        table.AddColumn(EvaluationCells.Left(sweep.Name));
        foreach (string column in new[] { "median", "told apart", "tau", "regret" })
        {
            table.AddColumn(EvaluationCells.Right(column));
        }

        table.AddColumn(EvaluationCells.Left(""));
        foreach (SweptStrength strength in sweep.Strengths)
        {
            RankCorrelation? correlation = target.Estimators
                .FirstOrDefault(e => e.Perturbation == strength.Perturbation)?.Correlation;
            table.AddRow(
                new Text(FormattableString.Invariant($"{strength.Strength}")),
                new Text(EvaluationCells.Number(strength.Median)),
                new Text($"{strength.PairsToldApart} of {strength.Pairs}"),
                new Text(EvaluationCells.Number(correlation?.KendallTau)),
                new Text(EvaluationCells.Number(correlation?.Regret)),
                new Text(strength.Perturbation == sweep.Recommended ? "recommended"
                    : strength.IsCollapsed ? "collapsed" : ""));
        }

        console.Write(table);
        console.WriteParagraph(SweepWords.Of(sweep));
    }
}
