using BioZooCte.Files;

namespace BioZooCte.Reports.Html;

/// <summary>A page that stands by itself: style and script are in it, and it asks nothing of any network.</summary>
internal static class HtmlPage
{
    /// <summary>A page.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="body">Writes what it shows.</param>
    public static string Of(string title, Action<HtmlText> body)
    {
        HtmlText html = new();
        html.Raw("<!DOCTYPE html>\n").Open("html", ("lang", "en")).Open("head")
            .Empty("meta", ("charset", "utf-8"))
            .Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"))
            .Empty(
                "meta",
                ("http-equiv", "Content-Security-Policy"),
                ("content", "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'"))
            .Element("title", title)
            .Open("style").Raw(Resource("report.css")).Close()
            .Close()
            .Open("body")
            .Element("a", "To the results", ("class", "skip"), ("href", "#results"))
            .Open("button", ("type", "button"), ("id", "theme"), ("aria-pressed", "false"), ("hidden", ""))
            .Text("Dark theme").Close()
            .Open("main", ("id", "results"));
        body(html);
        html.Close().Open("script").Raw(Resource("report.js")).Close().Close().Close();
        return html.ToString();
    }

    /// <summary>Writes a page to a file, which is there in full or not at all.</summary>
    public static Task WriteAsync(string path, string page, CancellationToken cancellationToken) => AtomicFile.WriteAsync(
        path,
        async (stream, token) =>
            await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(page), token).ConfigureAwait(false),
        cancellationToken);

    private static string Resource(string name)
    {
        string full = $"BioZooCte.Reports.Html.{name}";
        using Stream stream = typeof(HtmlPage).Assembly.GetManifestResourceStream(full)
            ?? throw new InvalidOperationException($"The assembly has no resource {full}.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
