using System.Globalization;

namespace BioZooCte.Reports.Html;

/// <summary>Tables whose cells are numbers from 0 to 1 and coloured by them.</summary>
internal static class HeatTable
{
    /// <summary>Writes a table.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="caption">What it shows.</param>
    /// <param name="rows">The names of the rows.</param>
    /// <param name="columns">The names of the columns.</param>
    /// <param name="value">The number of a row and column; null where there is none.</param>
    /// <param name="higherIsBetter">Whether a greater number is darker.</param>
    public static void Write(
        HtmlText html,
        string caption,
        IReadOnlyList<string> rows,
        IReadOnlyList<string> columns,
        Func<int, int, double?> value,
        bool higherIsBetter = true)
    {
        html.OpenTable(caption, ("class", "strip"))
            .Open("thead").Open("tr").Open("td").Close();
        foreach (string column in columns)
        {
            html.Element("th", column, ("scope", "col"), ("class", "turned"), ("title", column));
        }

        html.Close().Close().Open("tbody");
        for (int row = 0; row < rows.Count; row++)
        {
            html.Open("tr").Element("th", rows[row], ("scope", "row"), ("class", "word"));
            for (int column = 0; column < columns.Count; column++)
            {
                WriteCell(html, value(row, column), higherIsBetter);
            }

            html.Close();
        }

        html.Close().Close().Close();
    }

    private static void WriteCell(HtmlText html, double? value, bool higherIsBetter)
    {
        if (value is double number)
        {
            double shade = higherIsBetter ? number : 1 - Math.Min(1, number);
            html.Element(
                "td",
                number.ToString("0.000", CultureInfo.InvariantCulture),
                ("class", "heat"),
                ("style", HeatColor.Style(shade)));
        }
        else
        {
            html.Element("td", "–", ("class", "heat none"));
        }
    }
}
