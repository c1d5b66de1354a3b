using System.Globalization;

using BioZooCte.Ranking;

namespace BioZooCte.Reports.Html;

/// <summary>A sweep over strengths: a curve for each model, and the numbers.</summary>
internal static class SweepHtml
{
    private const int Width = 640;
    private const int Height = 300;
    private const int Left = 56;
    private const int Bottom = 34;

    /// <summary>Writes it.</summary>
    public static void Write(HtmlText html, StrengthSweep sweep)
    {
        string what = $"Consistency of {sweep.Best.Scores.Count} models under {sweep.Name} of growing strength; the line marks"
            + $" {sweep.Recommended}, where {sweep.Best.PairsToldApart} of {sweep.Best.Pairs} pairs of models are told apart.";
        html.Element("h2", $"Strength of {sweep.Name}").Element("p", what);
        WriteChart(html, sweep, what);
        html.Open("details").Element("summary", "The numbers");
        string[] models = [.. sweep.Best.Scores.Keys];
        HeatTable.Write(
            html,
            $"Consistency by strength of {sweep.Name}",
            [.. sweep.Strengths.Select(s => s.Perturbation)],
            models,
            (row, column) => sweep.Strengths[row].Scores.GetValueOrDefault(models[column]));
        html.Close();
    }

    private static void WriteChart(HtmlText html, StrengthSweep sweep, string what)
    {
        double[] values = [.. sweep.Strengths.SelectMany(s => s.Scores.Values).OfType<double>()];
        double low = values.Length == 0 ? 0 : values.Min();
        double high = values.Length == 0 ? 1 : values.Max();
        int count = sweep.Strengths.Length;
        html.Open(
            "svg", ("viewBox", $"0 0 {Width} {Height}"), ("role", "img"), ("aria-label", what), ("width", $"{Width}"))
            .Element("title", what);
        html.Empty("path", ("class", "axis"), ("d", $"M{Left} 8V{Height - Bottom}H{Width - 8}")).Raw("</path>");
        Label(html, Left - 6, 14, "end", high);
        Label(html, Left - 6, Height - Bottom, "end", low);
        for (int i = 0; i < count; i++)
        {
            Label(html, X(i), Height - Bottom + 18, "middle", sweep.Strengths[i].Strength);
        }

        int pick = sweep.Strengths.IndexOf(sweep.Best);
        html.Empty(
            "line", ("class", "pick"), ("x1", X(pick)), ("x2", X(pick)), ("y1", "8"), ("y2", $"{Height - Bottom}"))
            .Raw("</line>");
        foreach (string model in sweep.Best.Scores.Keys)
        {
            IEnumerable<string> points = Enumerable.Range(0, count)
                .Select(i => (i, Score: sweep.Strengths[i].Scores.GetValueOrDefault(model)))
                .Where(point => point.Score is not null)
                .Select(point => $"{X(point.i)},{Y(point.Score!.Value)}");
            html.Open("polyline", ("class", "curve"), ("points", string.Join(' ', points)))
                .Element("title", model).Close();
        }

        html.Close();

        string X(int i) => HtmlText.Number(Left + 14 + ((Width - Left - 36) * (double)i / (count - 1)));

        string Y(double score) => HtmlText.Number(
            Height - Bottom - ((Height - Bottom - 12) * (high > low ? (score - low) / (high - low) : 0.5)));
    }

    private static void Label(HtmlText html, double x, double y, string anchor, double value) =>
        Label(html, HtmlText.Number(x), y, anchor, value);

    private static void Label(HtmlText html, string x, double y, string anchor, double value) => html.Element(
        "text",
        value.ToString("0.###", CultureInfo.InvariantCulture),
        ("class", "soft"),
        ("x", x),
        ("y", HtmlText.Number(y)),
        ("text-anchor", anchor));
}
