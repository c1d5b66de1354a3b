using System.Globalization;

using BioZooCte.Evaluation.Targets;

namespace BioZooCte.Reports.Html;

/// <summary>One estimator's scores against measured performance, a point for each model, with the least-squares line.</summary>
internal static class ScatterHtml
{
    private const int Width = 300;
    private const int Height = 240;
    private const int Left = 56;
    private const int Bottom = 36;

    /// <summary>Writes the picture.</summary>
    public static void Write(HtmlText html, TargetEvaluation target, EvaluatedEstimator estimator, string performance)
    {
        (string Id, double X, double Y)[] points =
        [
            .. target.Models
                .Where(m => m.Scores.GetValueOrDefault(estimator.Name) is not null && m.PerformanceBy(target.Performance) is not null)
                .Select(m => (m.Id, m.Scores[estimator.Name]!.Value, m.PerformanceBy(target.Performance)!.Value)),
        ];
        string words = string.Create(
            CultureInfo.InvariantCulture,
            $"{estimator.Name} of {points.Length} models against their {performance}: Kendall's tau"
            + $" {estimator.Correlation.KendallTau:0.00}, Pearson's r {estimator.Correlation.PearsonR:0.00}.");
        (double low, double high) = Range(points.Select(p => p.X));
        (double bottom, double top) = Range(points.Select(p => p.Y));
        html.Open("figure").Open(
            "svg", ("viewBox", $"0 0 {Width} {Height}"), ("role", "img"), ("aria-label", words), ("width", $"{Width}"))
            .Element("title", words);
        html.Empty("path", ("class", "axis"), ("d", $"M{Left} 8V{Height - Bottom}H{Width - 8}")).Raw("</path>");
        Label(Left - 6, 16, "end", top);
        Label(Left - 6, Height - Bottom, "end", bottom);
        Label(Left + 8, Height - Bottom + 16, "start", low);
        Label(Width - 8, Height - Bottom + 16, "end", high);
        WriteLine();
        foreach ((string id, double x, double y) in points)
        {
            html.Open("circle", ("class", "dot"), ("cx", X(x)), ("cy", Y(y)), ("r", "5"))
                .Element("title", string.Create(CultureInfo.InvariantCulture, $"{id}: {x:0.000}, {performance} {y:0.000}"))
                .Close();
        }

        html.Close().Element("figcaption", words).Close();

        void WriteLine()
        {
            if (points.Length > 1 && LeastSquares([.. points.Select(p => (p.X, p.Y))]) is (double slope, double offset))
            {
                html.Empty(
                    "line",
                    ("class", "fit"),
                    ("x1", X(low)),
                    ("y1", Y(offset + (slope * low))),
                    ("x2", X(high)),
                    ("y2", Y(offset + (slope * high)))).Raw("</line>");
            }
        }

        void Label(double x, double y, string anchor, double value) => html.Element(
            "text",
            value.ToString("0.###", CultureInfo.InvariantCulture),
            ("class", "soft"),
            ("x", HtmlText.Number(x)),
            ("y", HtmlText.Number(y)),
            ("text-anchor", anchor));

        string X(double value) =>
            HtmlText.Number(Left + 12 + ((Width - Left - 32) * (high > low ? (value - low) / (high - low) : 0.5)));

        string Y(double value) => HtmlText.Number(Math.Clamp(
            Height - Bottom - 8 - ((Height - Bottom - 24) * (top > bottom ? (value - bottom) / (top - bottom) : 0.5)),
            0,
            Height - Bottom));
    }

    private static (double Low, double High) Range(IEnumerable<double> values)
    {
        double[] all = [.. values];
        return all.Length == 0 ? (0, 1) : (all.Min(), all.Max());
    }

    /// <summary>y = offset + slope · x; null where all x are equal.</summary>
    private static (double Slope, double Offset)? LeastSquares(IReadOnlyList<(double X, double Y)> points)
    {
        double meanX = points.Average(p => p.X);
        double meanY = points.Average(p => p.Y);
        double variance = points.Sum(p => (p.X - meanX) * (p.X - meanX));
        if (variance == 0)
        {
            return null;
        }

        double slope = points.Sum(p => (p.X - meanX) * (p.Y - meanY)) / variance;
        return (slope, meanY - (slope * meanX));
    }
}
