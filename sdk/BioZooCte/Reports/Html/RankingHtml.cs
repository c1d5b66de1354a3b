using System.Collections.Immutable;
using System.Globalization;

using BioZooCte.Ranking;

namespace BioZooCte.Reports.Html;

/// <summary>
/// Rankings as one HTML file that needs no network: the same page gives the same bytes. All text of others, such as the
/// names of models and images, is escaped.
/// </summary>
public static class RankingHtml
{
    /// <summary>Images beyond which their scores stand behind a fold.</summary>
    private const int OpenImages = 24;

    /// <summary>Writes a page to a file, which is there in full or not at all.</summary>
    public static Task WriteAsync(string path, RankingPage page, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(page);
        return HtmlPage.WriteAsync(path, ToText(page), cancellationToken);
    }

    /// <summary>The page.</summary>
    public static string ToText(RankingPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        ModelRanking ranking = page.Report.Ranking;
        return HtmlPage.Of("Which model suits these images?", html =>
        {
            html.Element("p", "BioZooCte · ranked without labels", ("class", "kind"));
            for (int i = 0; i < ranking.Structures.Length; i++)
            {
                WriteStructure(html, page, i);
            }

            if (ranking.Structures.IsEmpty)
            {
                html.Element("h1", "No model could be scored on these images.");
            }

            WriteNotRun(html, ranking);
            if (ranking.Sweep is StrengthSweep sweep)
            {
                SweepHtml.Write(html, sweep);
            }

            WriteMeanings(html, page);
            ProvenanceHtml.Write(html, page.Report);
        });
    }

    private static void WriteStructure(HtmlText html, RankingPage page, int index)
    {
        ModelRanking ranking = page.Report.Ranking;
        StructureRanking structure = ranking.Structures[index];
        ImmutableArray<ModelScore> models =
            [.. ranking.Models.Where(m => m.Error is null && m.Structure == structure.Name)];
        html.Element(index == 0 ? "h1" : "h2", page.Verdicts.ElementAtOrDefault(index) ?? structure.Name);
        html.Element(
            "p",
            string.Create(
                CultureInfo.InvariantCulture,
                $"Structure: {structure.Name}; {Count(models.Length, "model")} on"
                + $" {Count(models.Select(m => m.Images).DefaultIfEmpty(0).Max(), "image")}."),
            ("class", "lead"));
        RankingTableHtml.Write(html, structure, models, ranking.Metric);
        foreach (string remark in page.Remarks.ElementAtOrDefault(index) is { IsDefault: false } remarks ? remarks : [])
        {
            html.Element("p", remark, ("class", "note"));
        }

        foreach (PictureGroup group in page.Pictures.Where(group => group.Structure == structure.Name))
        {
            PicturesHtml.Write(html, group);
        }

        WriteImages(html, ranking, models);
        AgreementHtml.Write(html, structure);
    }

    private static void WriteImages(HtmlText html, ModelRanking ranking, ImmutableArray<ModelScore> models)
    {
        string[] images = [.. models.SelectMany(m => m.PerImage).Select(p => p.Image).Distinct(StringComparer.Ordinal)];
        if (images.Length == 0)
        {
            return;
        }

        Dictionary<(string, string), double?> scores = models
            .SelectMany(m => m.PerImage.Select(p => (Model: m.Id, Pair: p)))
            .GroupBy(one => (one.Model, one.Pair.Image), one => one.Pair.Score)
            .ToDictionary(group => group.Key, group => group.Average());
        html.Element("h2", "Image by image");
        html.Element(
            "p", $"{ranking.Metric} of each model on each image, the mean over perturbations; darker is more consistent.");
        bool folds = images.Length > OpenImages;
        if (folds)
        {
            html.Open("details").Element("summary", $"Scores of all {images.Length} images");
        }

        HeatTable.Write(
            html,
            $"{ranking.Metric} by image",
            [.. images],
            [.. models.Select(m => m.Id)],
            (row, column) => scores.GetValueOrDefault((models[column].Id, images[row])),
            models.Length == 0 || ranking.Sweep is not null || IsBetterHigher(ranking));
        if (folds)
        {
            html.Close();
        }
    }

    /// <summary>Measures of difference are better the lower they are.</summary>
    private static bool IsBetterHigher(ModelRanking ranking) =>
        Consistency.KnownMetrics.Parse(ranking.Metric).HigherIsBetter;

    private static void WriteNotRun(HtmlText html, ModelRanking ranking)
    {
        ModelScore[] notRun = [.. ranking.Models.Where(m => m.Error is not null)];
        if (notRun.Length == 0)
        {
            return;
        }

        html.Element("h2", "Not ranked").Open("dl");
        foreach (ModelScore model in notRun)
        {
            html.Element("dt", model.Id).Element("dd", model.Error!);
        }

        html.Close();
    }

    private static void WriteMeanings(HtmlText html, RankingPage page)
    {
        string[] flags = [.. page.Report.Ranking.Models.SelectMany(m => m.Flags).Distinct(StringComparer.Ordinal)];
        if (flags.Length == 0)
        {
            return;
        }

        html.Element("h2", "What the notes mean").Open("dl");
        foreach (string flag in flags)
        {
            html.Element("dt", flag).Element("dd", page.FlagMeanings.GetValueOrDefault(flag, flag));
        }

        html.Close();
    }

    private static string Count(int count, string one) => count == 1 ? $"1 {one}" : $"{count} {one}s";
}
