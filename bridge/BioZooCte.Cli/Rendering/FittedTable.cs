using Spectre.Console;

namespace BioZooCte.Cli.Rendering;

/// <summary>
/// A table that a narrow window shows without some columns, and not with a letter a line. Files and pipes get all of it.
/// </summary>
internal static class FittedTable
{
    /// <summary>What a column that may take several lines is given at the least, with the gap behind it.</summary>
    private const int LeastText = 20;

    /// <summary>Writes it, and what there was no room for.</summary>
    /// <param name="console">Where.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">The columns; of those that can be left out the last go first.</param>
    /// <param name="styleOf">How a row is shown; null for as it is.</param>
    public static void WriteFitted<T>(
        this IAnsiConsole console,
        IReadOnlyList<T> rows,
        IEnumerable<FittedColumn<T>> columns,
        Func<T, Style>? styleOf = null)
    {
        List<FittedColumn<T>> shown = [.. columns];
        List<string> leftOut = [];
        while (console.Profile.Width < Terminal.UsualWidth
            && NeededBy(shown, rows) > console.Profile.Width
            && shown.FindLast(column => column.Dispensable is not null) is FittedColumn<T> next)
        {
            shown.Remove(next);
            leftOut.Insert(0, next.Dispensable!);
        }

        Table table = new() { Border = TableBorder.Simple, ShowRowSeparators = false };
        foreach (FittedColumn<T> column in shown)
        {
            table.AddColumn(column.ToTable(isLast: column == shown[^1]));
        }

        foreach (T row in rows)
        {
            table.AddRow(shown.Select(column => new Text(column.Cell(row), styleOf?.Invoke(row))));
        }

        console.Write(table);
        if (leftOut.Count > 0)
        {
            console.WriteParagraph($"There is no room here for {Words.List(leftOut)}: a wider window shows more.");
            console.WriteLine();
        }
    }

    /// <summary>The width that is needed, with the border's character on each side of a column.</summary>
    private static int NeededBy<T>(List<FittedColumn<T>> columns, IReadOnlyList<T> rows) =>
        columns.Sum(column => column.Wraps ? Math.Min(LeastText, column.WidthFor(rows)) : column.WidthFor(rows))
        - FittedColumn<T>.Gap + columns.Count + 1;
}
