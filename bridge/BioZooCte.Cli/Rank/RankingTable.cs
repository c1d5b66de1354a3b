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
        table.AddColumn(Column("", Justify.Right));
        table.AddColumn(new TableColumn(new Text("model")).Padding(0, 0, 2, 0));
        table.AddColumn(Column($"{ranking.Metric} {(ranking.HigherIsBetter ? "↑" : "↓")}", Justify.Right));
        table.AddColumn(Column("95 % interval", Justify.Left));
        table.AddColumn(Column("tie", Justify.Left));
        table.AddColumn(Column("images", Justify.Right));
        table.AddColumn(Column("foreground", Justify.Right));
        table.AddColumn(new TableColumn(new Text("notes")).Padding(0, 0, 0, 0));
        foreach (RankingRow model in ranking.Models.Where(m => m.Error is null))
        {
            Style style = model.Rank == 1 && !model.IsSetAside ? new Style(decoration: Decoration.Bold) : Style.Plain;
            table.AddRow(Cells(model).Select(cell => new Text(cell, style)));
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

    private static string[] Cells(RankingRow model) =>
    [
        model.Rank?.ToString(CultureInfo.InvariantCulture) ?? None,
        model.Id,
        model.Score is double score ? Number(score) : None,
        model.Interval is { } interval ? $"{Number(interval.Low)} – {Number(interval.High)}" : None,
        model.TieGroup is int group ? Letter(group) : None,
        $"{model.Scored}/{model.Images}",
        model.Foreground is double share
            ? string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %")
            : None,
        Notes(model),
    ];

    private static string Notes(RankingRow model)
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

    private static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private static TableColumn Column(string header, Justify alignment) =>
        new TableColumn(new Text(header)).Alignment(alignment).NoWrap().Padding(0, 0, 2, 0);
}
