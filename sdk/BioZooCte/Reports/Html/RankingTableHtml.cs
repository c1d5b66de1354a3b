using System.Globalization;

using BioZooCte.Ranking;

namespace BioZooCte.Reports.Html;

/// <summary>The models of one structure as a table that can be sorted, with the intervals drawn.</summary>
internal static class RankingTableHtml
{
    private const int BarWidth = 150;
    private const int BarHeight = 18;

    /// <summary>Writes the table.</summary>
    public static void Write(HtmlText html, StructureRanking structure, IReadOnlyList<ModelScore> models, string metric)
    {
        string caption = $"Models of {structure.Name}, the best first. Buttons in the heads sort.";
        html.OpenTable(caption, ("data-sortable", ""), ("id", $"ranking-{structure.Name.Replace(' ', '-')}"))
            .Open("thead").Open("tr");
        WriteHead(html, "Rank", null);
        WriteHead(html, "Model", "word");
        WriteHead(html, structure.Estimator == "cte" ? metric : structure.Estimator, null);
        html.Element("th", "95 % interval", ("scope", "col"), ("class", "word"));
        WriteHead(html, "Tie", null);
        WriteHead(html, metric, null);
        WriteHead(html, "Agreement", null);
        WriteHead(html, "Expected F1 (optimistic)", null);
        WriteHead(html, "Foreground", null);
        html.Element("th", "Notes", ("scope", "col"), ("class", "word")).Close().Close().Open("tbody");
        (double low, double high) = RangeOf(models);
        foreach (ModelScore model in models)
        {
            WriteRow(html, model, low, high);
        }

        html.Close().Close().Close();
    }

    private static void WriteHead(HtmlText html, string name, string? kind) => html
        .Open("th", ("scope", "col"), ("class", kind), ("aria-sort", name == "Rank" ? "ascending" : "none"))
        .Open("button", ("type", "button")).Text(name).Close().Close();

    private static void WriteRow(HtmlText html, ModelScore model, double low, double high)
    {
        html.Open("tr", ("class", model.Rank == 1 && !model.IsSetAside ? "best" : null));
        html.Element("td", model.Rank?.ToString(CultureInfo.InvariantCulture) ?? "–", Value(model.Rank))
            .Element("th", model.Id, ("scope", "row"), ("class", "word"))
            .Element("td", Number(model.Score, "0.000"), Value(model.Score))
            .Open("td", ("class", "word"));
        WriteBar(html, model, low, high);
        html.Close()
            .Element("td", TieGroup(model.TieGroup), Value(model.TieGroup))
            .Element("td", Number(model.Cte, "0.000"), Value(model.Cte))
            .Element("td", Number(model.Agreement, "0.000"), Value(model.Agreement))
            .Element("td", ExpectedF1(model), Value(model.EstimatedF1))
            .Element("td", model.Foreground is double share ? Percent(share) : "–", Value(model.Foreground))
            .Element("td", Notes(model), ("class", "wrap")).Close();
    }

    private static void WriteBar(HtmlText html, ModelScore model, double low, double high)
    {
        if (model.Score is not double score)
        {
            html.Text("–");
            return;
        }

        string words = model.Interval is ScoreInterval interval
            ? string.Create(CultureInfo.InvariantCulture, $"{interval.Low:0.000} – {interval.High:0.000}")
            : "too little data";
        html.Open(
            "svg",
            ("width", $"{BarWidth}"),
            ("height", $"{BarHeight}"),
            ("viewBox", $"0 0 {BarWidth} {BarHeight}"),
            ("role", "img"),
            ("aria-label", words)).Element("title", words);
        html.Empty("line", ("class", "axis"), ("x1", "0"), ("x2", $"{BarWidth}"), ("y1", "9"), ("y2", "9")).Raw("</line>");
        if (model.Interval is ScoreInterval ends)
        {
            html.Empty(
                "line", ("class", "bar"), ("x1", X(ends.Low)), ("x2", X(ends.High)), ("y1", "9"), ("y2", "9")).Raw("</line>");
        }

        html.Empty("circle", ("class", "dot"), ("cx", X(score)), ("cy", "9"), ("r", "5")).Raw("</circle>").Close()
            .Element("span", words, ("class", "soft"));

        string X(double value) =>
            HtmlText.Number(6 + ((BarWidth - 12) * (high > low ? Math.Clamp((value - low) / (high - low), 0, 1) : 0.5)));
    }

    private static (double Low, double High) RangeOf(IReadOnlyList<ModelScore> models)
    {
        double[] values =
        [
            .. models.Select(m => m.Score).OfType<double>(),
            .. models.Select(m => m.Interval).OfType<ScoreInterval>().SelectMany(i => new[] { i.Low, i.High }),
        ];
        if (values.Length == 0)
        {
            return (0, 1);
        }

        // A model far below the others would press all of theirs into one point.
        double high = values.Max();
        double median = values.Order().ElementAt(values.Length / 2);
        return (high > median ? Math.Max(values.Min(), high - (4 * (high - median))) : values.Min(), high);
    }

    private static string Notes(ModelScore model) => string.Join(
        "; ",
        model.Flags
            .Concat(model.Empty > 0 ? [$"empty on {model.Empty} of {model.Images} images"] : [])
            .Concat(model.Failed > 0 ? [$"failed on {model.Failed} of {model.Images} images"] : []));

    private static string ExpectedF1(ModelScore model) => model is { EstimatedF1: double f1, EstimatedF1Interval: ScoreInterval i }
        ? string.Create(CultureInfo.InvariantCulture, $"{f1:0.00} ({i.Low:0.00}–{i.High:0.00})")
        : Number(model.EstimatedF1, "0.00");

    private static string TieGroup(int? group) => group is int number
        ? number <= 26 ? ((char)('a' + number - 1)).ToString() : number.ToString(CultureInfo.InvariantCulture)
        : "–";

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %");

    private static string Number(double? value, string format) =>
        value?.ToString(format, CultureInfo.InvariantCulture) ?? "–";

    private static (string, string?) Value(double? value) =>
        ("data-value", value?.ToString("R", CultureInfo.InvariantCulture) ?? "");
}
