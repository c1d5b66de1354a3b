using System.Globalization;

namespace BioZooCte.Cli.Rendering;

/// <summary>Lists and numbers as people write them.</summary>
internal static class Words
{
    /// <summary><c>a, b and c</c>; of many the first, and how many more.</summary>
    public static string List(IReadOnlyList<string> items, int most = 5)
    {
        if (items.Count <= 1)
        {
            return items.Count == 0 ? "" : items[0];
        }

        return items.Count > most
            ? $"{string.Join(", ", items.Take(most - 1))} and {items.Count - most + 1} more"
            : $"{string.Join(", ", items.SkipLast(1))} and {items[^1]}";
    }

    /// <summary><c>1 model</c>, <c>3 models</c>.</summary>
    public static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    /// <summary><c>1.2 MB</c>: bytes, by powers of a thousand.</summary>
    public static string Size(long bytes)
    {
        string[] units = ["kB", "MB", "GB", "TB"];
        if (bytes < 1000)
        {
            return $"{bytes} B";
        }

        double size = bytes / 1000.0;
        int unit = 0;
        for (; size >= 1000 && unit < units.Length - 1; unit++)
        {
            size /= 1000;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{size:0.0} {units[unit]}");
    }
}
