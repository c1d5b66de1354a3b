namespace BioZooCte.Reports.Html;

/// <summary>Pictures side by side.</summary>
internal static class PicturesHtml
{
    /// <summary>Writes them.</summary>
    public static void Write(HtmlText html, PictureGroup group)
    {
        html.Element("h2", "What the best and the last model see").Element("p", group.Text)
            .Open("div", ("class", "pictures"));
        foreach (ReportPicture picture in group.Pictures)
        {
            string data = "data:image/png;base64," + Convert.ToBase64String(picture.Png.AsSpan());
            html.Open("figure").Empty("img", ("src", data), ("alt", picture.AltText))
                .Element("figcaption", picture.Caption).Close();
        }

        html.Close();
    }
}
