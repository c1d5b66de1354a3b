using System.Globalization;

using Spectre.Console;

namespace BioZooCte.Cli.Rank;

/// <summary>The table of a ranking: the models that ran, in order.</summary>
internal static class RankingTable
{
    private const string None = "–";

    /// <summary>The table.</summary>
    public static Table Of(RankingView ranking)
    {
        Table table = new() { Border = TableBorder.Simple, ShowRowSeparators = false };
        List<(TableColumn Column, Func<RankingRow, string> Cell)> columns = [.. Columns(ranking)];
        foreach ((TableColumn column, _) in columns)
        {
            table.AddColumn(column);
        }

        foreach (RankingRow model in ranking.Models.Where(m => m.Error is null))
        {
            Style style = model.Rank == 1 && !model.IsSetAside ? new Style(decoration: Decoration.Bold) : Style.Plain;
            table.AddRow(columns.Select(column => new Text(column.Cell(model), style)));
        }

        return table;
    }

    /// <summary>The letter of a tie group: a for the first, z for the 26th, aa for the 27th.</summary>
    public static string Letter(int tieGroup)
    {
        string letters = "";
        for (int rest = tieGroup; rest > 0; rest = (rest - 1) / 26)
        {
            letters = (char)('a' + ((rest - 1) % 26)) + letters;
        }

        return letters;
    }

    /// <summary>Whether the columns leave no room for notes, so that they have to stand below.</summary>
    public static bool HasNotesBelow(RankingView ranking) => ranking.Models.Any(m => m.Agreement is not null);

    /// <summary>What an estimate of F1 is called wherever it is shown.</summary>
    public static string ExpectedF1(RankingRow model) => model.EstimatedF1 is double f1
        ? model.EstimatedF1Interval is { } interval
            ? string.Create(CultureInfo.InvariantCulture, $"{f1:0.00} ({interval.Low:0.00}–{interval.High:0.00})")
            : f1.ToString("0.00", CultureInfo.InvariantCulture)
        : None;

    /// <summary>What to know of a model, separated by commas; empty for nothing.</summary>
    public static string Notes(RankingRow model)
    {
        List<string> notes = [.. model.Flags];
        if (model.Empty > 0)
        {
            notes.Add($"{model.Empty} empty");
        }

        if (model.Failed > 0)
        {
            notes.Add($"{model.Failed} failed");
        }

        return string.Join(", ", notes);
    }

    /// <summary>Which columns there are depends on what is known, for a hundred characters are few.</summary>
    private static IEnumerable<(TableColumn Column, Func<RankingRow, string> Cell)> Columns(RankingView ranking)
    {
        bool isCompared = HasNotesBelow(ranking);
        string metric = ranking.Metric;
        yield return (Column("", Justify.Right), m => m.Rank?.ToString(CultureInfo.InvariantCulture) ?? None);
        yield return (new TableColumn(new Text("model")).Padding(0, 0, 2, 0), m => m.Id);
        yield return (
            Column($"{Decisive(ranking)} {(ranking.HigherIsBetter ? "↑" : "↓")}", Justify.Right),
            m => Number(m.Score));
        yield return (
            Column(isCompared ? "95 %\ninterval" : "95 % interval", Justify.Left),
            m => m.Interval is { } i ? $"{Number(i.Low)} – {Number(i.High)}" : None);
        yield return (Column("tie", Justify.Left), m => m.TieGroup is int group ? Letter(group) : None);
        if (isCompared && ranking.Estimator != "cte")
        {
            yield return (Column(metric, Justify.Right), m => Number(m.Cte));
        }

        if (isCompared && ranking.Estimator != "agreement")
        {
            yield return (Column("agree-\nment", Justify.Right), m => Number(m.Agreement));
        }

        if (ranking.Models.Any(m => m.EstimatedF1 is not null))
        {
            yield return (Column("expected F1\n(optimistic)", Justify.Left), ExpectedF1);
        }

        if (!isCompared)
        {
            yield return (Column("images", Justify.Right), m => $"{m.Scored}/{m.Images}");
        }

        yield return (Column(isCompared ? "fore-\nground" : "foreground", Justify.Right), Foreground);
        if (!isCompared)
        {
            yield return (new TableColumn(new Text("notes")).Padding(0, 0, 0, 0), Notes);
        }
    }

    private static string Decisive(RankingView ranking) =>
        ranking.Estimator switch
        {
            "cte" => ranking.Metric,
            "agreement" => "agree-\nment",
            _ => "com-\nbined",
        };

    private static string Foreground(RankingRow model) => model.Foreground is double share
        ? string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %")
        : None;

    private static string Number(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? None;

    private static TableColumn Column(string header, Justify alignment) =>
        new TableColumn(new Text(header)).Alignment(alignment).NoWrap().Padding(0, 0, 2, 0);
}
