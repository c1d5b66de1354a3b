using System.Collections.Immutable;

namespace BioZooCte.Packages.Zoo;

/// <summary>What there is in the Zoo.</summary>
public sealed class ZooIndex
{
    private readonly Dictionary<string, ZooEntry> _byId;

    internal ZooIndex(Uri source, IEnumerable<ZooEntry> entries, string? notice = null)
    {
        Source = source;
        Notice = notice;
        _byId = entries
            .GroupBy(entry => entry.Id, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.OrdinalIgnoreCase);
        Entries = [.. _byId.Values.OrderBy(entry => entry.Id, StringComparer.Ordinal)];
    }

    /// <summary>Where it was read.</summary>
    public Uri Source { get; }

    /// <summary>
    /// Why it is not the present one: it could not be fetched, and the one that was fetched last stands in its place.
    /// Null where it is.
    /// </summary>
    public string? Notice { get; }

    /// <summary>All entries, by identifier.</summary>
    public ImmutableArray<ZooEntry> Entries { get; }

    /// <summary>The models among them.</summary>
    public IEnumerable<ZooEntry> Models => Entries.Where(entry => entry.Type == ZooIndexReader.Model);

    /// <summary>The entry of that nickname, or null.</summary>
    public ZooEntry? Find(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return _byId.GetValueOrDefault(id);
    }
}
