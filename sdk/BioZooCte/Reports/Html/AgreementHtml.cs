using BioZooCte.Ranking;

namespace BioZooCte.Reports.Html;

/// <summary>How far models agree with one another, and the camps that they make.</summary>
internal static class AgreementHtml
{
    /// <summary>Writes it; nothing for fewer than two models.</summary>
    public static void Write(HtmlText html, StructureRanking structure)
    {
        if (structure.Models.Length < 2 || structure.Overlaps.Length != structure.Models.Length)
        {
            return;
        }

        html.Element("h2", "How far the models agree");
        if (!structure.Camps.IsEmpty)
        {
            IEnumerable<string> camps = structure.Camps.Select(camp => string.Join(", ", camp));
            html.Element(
                "p",
                $"Two camps that agree inside and not with one another: {string.Join(" against ", camps)}. At least one of"
                + " them is wrong: look at what either finds.");
        }

        HeatTable.Write(
            html,
            "Mean IoU of two models' foregrounds and backgrounds, median over images",
            structure.Models,
            structure.Models,
            (row, column) => row == column ? null : structure.Overlaps[row][column]);
    }
}
