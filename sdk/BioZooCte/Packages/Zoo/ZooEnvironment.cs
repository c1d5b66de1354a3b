using System.Globalization;

using BioZooCte.Packages.Files;
using BioZooCte.Packages.Web;

namespace BioZooCte.Packages.Zoo;

/// <summary>Reads the options from environment variables.</summary>
internal static class ZooEnvironment
{
    /// <summary>The options.</summary>
    /// <param name="read">The value of a variable; null or empty where it is not set.</param>
    /// <exception cref="FormatException">A value is none.</exception>
    public static ZooOptions Read(Func<string, string?> read)
    {
        ZooOptions options = new();
        if (Value(read, "BIOIMAGEIO_CACHE_PATH") is string cache)
        {
            options = options with { CacheFolder = cache };
        }

        if (Value(read, "BIOIMAGEIO_USER_AGENT") is string agent)
        {
            options = options with { UserAgent = agent };
        }

        const string Pattern = "BIOIMAGEIO_COLLECTION_HTTP_PATTERN";
        if (Value(read, Pattern) is string pattern)
        {
            options = ZooUrls.HasPlace(pattern)
                ? options with { IdPattern = pattern }
                : throw Wrong(Pattern, pattern, "a URL with {id} in it");
        }

        const string Timeout = "BIOIMAGEIO_HTTP_TIMEOUT";
        if (Value(read, Timeout) is string timeout)
        {
            options = double.TryParse(timeout, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
                && seconds is > 0 and < 86_400
                    ? options with { Timeout = TimeSpan.FromSeconds(seconds) }
                    : throw Wrong(Timeout, timeout, "seconds, above 0");
        }

        return ReadUrls(options, read);
    }

    private static ZooOptions ReadUrls(ZooOptions options, Func<string, string?> read)
    {
        const string Index = "BIOZOOCTE_ZOO_INDEX";
        if (Value(read, Index) is string index)
        {
            options = options with { IndexUrl = Url(Index, index) };
        }

        const string Map = "BIOIMAGEIO_ID_MAP";
        if (Value(read, Map) is string map)
        {
            options = options with { IdMapUrl = Url(Map, map) };
        }

        return options with { AllowedHosts = EnvironmentHosts.Read(read) };
    }

    private static string? Value(Func<string, string?> read, string name) =>
        read(name) is string value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private static Uri Url(string name, string value) =>
        PackagePath.AsUrl(value) ?? throw Wrong(name, value, "a URL that begins with https:// or http://");

    private static FormatException Wrong(string name, string found, string expected) =>
        new($"The environment variable {name} is '{found}'; expected {expected}.");
}
