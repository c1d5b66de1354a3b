namespace BioZooCte.Reports.Html;

/// <summary>Tables that can be moved sideways where there is no room, by keyboard as well.</summary>
internal static class TableHtml
{
    /// <summary>Opens a table, up to its caption; two elements are to be closed.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="caption">What it shows.</param>
    /// <param name="attributes">Those of the table.</param>
    public static HtmlText OpenTable(
        this HtmlText html, string caption, params ReadOnlySpan<(string Name, string? Value)> attributes) => html
        .Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", caption))
        .Open("table", attributes)
        .Element("caption", caption);
}
