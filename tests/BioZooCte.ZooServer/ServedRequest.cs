namespace BioZooCte.ZooServer;

/// <summary>A request as the server got it.</summary>
/// <param name="Target">The path with its query.</param>
/// <param name="Headers">The headers, by names of any case.</param>
public sealed record ServedRequest(string Target, IReadOnlyDictionary<string, string> Headers)
{
    private const string FromByte = "bytes=";

    /// <summary>The path without its query, unescaped.</summary>
    public string Path => Uri.UnescapeDataString(Target.Split('?', 2)[0]);

    /// <summary>A header, or null.</summary>
    public string? this[string name] => Headers.GetValueOrDefault(name);

    /// <summary>From which byte the rest is asked for; null for all.</summary>
    public long? RangeStart => this["Range"] is string range && range.StartsWith(FromByte, StringComparison.Ordinal)
        && range.EndsWith('-') && long.TryParse(range[FromByte.Length..^1], out long start)
            ? start
            : null;
}
