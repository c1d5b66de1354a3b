using BioZooCte.Evaluation.Targets;

using Spectre.Console;

namespace BioZooCte.Cli.Evaluate;

/// <summary>The models of a target, with their scores by all estimators: in as many tables as the width needs.</summary>
internal static class ModelTables
{
    private const int NarrowestScore = 6;
    private const int BesideText = 3;

    /// <summary>Writes them.</summary>
    public static void Write(IAnsiConsole console, TargetEvaluation target)
    {
        List<(string Header, Func<EvaluatedModel, double?> Value)> columns =
        [
            ("F1", model => model.F1),
            ("expected F1", model => model.EstimatedF1),
        ];
        if (target.Performance == PerformanceMeasure.MeanAveragePrecision)
        {
            columns.Add((EvaluationCells.NameOf(target.Performance), model => model.MeanAveragePrecision));
        }

        // There is no room for every strength of a sweep.
        columns.AddRange(target.MainEstimators.Select<EvaluatedEstimator, (string, Func<EvaluatedModel, double?>)>(
            estimator => (EvaluationCells.Short(estimator.Name), model => model.Scores.GetValueOrDefault(estimator.Name))));
        foreach (IReadOnlyList<(string Header, Func<EvaluatedModel, double?> Value)> part in
            Divide(columns, console.Profile.Width - BesideText - Ran(target).Select(m => m.Id.Length).DefaultIfEmpty().Max()))
        {
            console.Write(TableOf(target, part));
        }
    }

    /// <summary>As many columns a table as there is room for, one at least.</summary>
    private static IEnumerable<IReadOnlyList<(string Header, Func<EvaluatedModel, double?> Value)>> Divide(
        IEnumerable<(string Header, Func<EvaluatedModel, double?> Value)> columns, int room)
    {
        List<(string, Func<EvaluatedModel, double?>)> part = [];
        int taken = 0;
        foreach ((string Header, Func<EvaluatedModel, double?> Value) column in columns)
        {
            int width = Math.Max(NarrowestScore, column.Header.Length) + BesideText;
            if (part.Count > 0 && taken + width > room)
            {
                yield return part;
                part = [];
                taken = 0;
            }

            part.Add(column);
            taken += width;
        }

        yield return part;
    }

    private static IEnumerable<EvaluatedModel> Ran(TargetEvaluation target) => target.Models.Where(m => m.Error is null);

    private static Table TableOf(
        TargetEvaluation target, IReadOnlyList<(string Header, Func<EvaluatedModel, double?> Value)> columns)
    {
        Table table = EvaluationCells.Table();
        table.AddColumn(EvaluationCells.Left("model"));
        foreach ((string header, _) in columns)
        {
            table.AddColumn(EvaluationCells.Right(header));
        }

        foreach (EvaluatedModel model in Ran(target))
        {
            table.AddRow(
                [new Text(model.Id), .. columns.Select(column => new Text(EvaluationCells.Number(column.Value(model))))]);
        }

        return table;
    }
}
