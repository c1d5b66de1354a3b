using System.Text.Encodings.Web;
using System.Text.Json;

using BioZooCte.Ranking;

namespace BioZooCte.Reports.Html;

/// <summary>What a ranking was made from and by: options, versions, hashes.</summary>
internal static class ProvenanceHtml
{
    /// <summary>For a text that is escaped again as HTML.</summary>
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes it.</summary>
    public static void Write(HtmlText html, RankingReport report)
    {
        html.Element("h2", "How this was made")
            .Element(
                "p",
                "Each model ran on every image and on slightly changed versions of it, and a model that fits keeps its"
                + " answer (Talks and Kreshuk 2025, arXiv:2503.00450); where three votes or more can be compared, the other"
                + " models are asked as well. No labels were used.");
        html.Open("details").Element("summary", "Options and versions").Open("dl");
        foreach (ReportOption option in report.Options)
        {
            html.Element("dt", option.Name).Element("dd", option.Value?.ToJsonString(Plain) ?? "–");
        }

        foreach (SoftwareVersion software in report.Software)
        {
            html.Element("dt", software.Name).Element("dd", software.Version);
        }

        html.Close().Close();
        html.Open("details").Element("summary", "Models: places and sha256 of their weights").Open("dl");
        foreach (ModelScore model in report.Ranking.Models.DistinctBy(m => m.Source))
        {
            html.Element("dt", model.Id).Open("dd").Element("code", model.Source).Raw("<br>")
                .Element("code", model.Sha256 ?? "weights were not read").Close();
        }

        html.Close().Close();
    }
}
