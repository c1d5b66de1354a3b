namespace BioZooCte.Packages.Zoo;

/// <summary>URLs with a place for an identifier.</summary>
internal static class ZooUrls
{
    private static readonly string[] Places = ["{id}", "{bioimageio_id}"];

    /// <summary>Whether a pattern has such a place.</summary>
    public static bool HasPlace(string pattern) =>
        Places.Any(place => pattern.Contains(place, StringComparison.Ordinal));

    /// <summary>The URL for an identifier, of a version where one is stated; null where it is none.</summary>
    public static Uri? Fill(string pattern, string id, string? version)
    {
        string text = pattern;
        foreach (string place in Places)
        {
            text = text.Replace(place, Uri.EscapeDataString(id), StringComparison.Ordinal);
        }

        if (version is not null)
        {
            char before = text.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            text += $"{before}version={Uri.EscapeDataString(version)}";
        }

        return Files.PackagePath.AsUrl(text);
    }

    /// <summary>The URL of whatever version: without that part of its query.</summary>
    public static Uri WithoutVersion(Uri url)
    {
        IEnumerable<string> parts = url.Query.TrimStart('?').Split('&')
            .Where(part => !part.StartsWith("version=", StringComparison.Ordinal));
        return new UriBuilder(url) { Query = string.Join('&', parts) }.Uri;
    }
}
