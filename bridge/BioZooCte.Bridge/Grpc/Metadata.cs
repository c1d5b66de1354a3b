using System.Collections;

namespace BioZooCte.Bridge.Grpc;

/// <summary>The headers or trailers of a call, in order; a name may stand more than once.</summary>
internal sealed class Metadata : IEnumerable<MetadataEntry>
{
    private readonly List<MetadataEntry> _entries = [];

    /// <summary>How many entries there are.</summary>
    public int Count => _entries.Count;

    /// <summary>Adds text, printable ASCII under a name that does not end in <c>-bin</c>.</summary>
    public void Add(string name, string value)
    {
        string lower = MetadataNames.Checked(name);
        if (MetadataNames.IsBinary(lower))
        {
            throw new ArgumentException($"'{lower}' holds bytes, for it ends in -bin.", nameof(name));
        }

        if (!MetadataNames.IsPrintable(value))
        {
            throw new ArgumentException($"The value of '{lower}' is not printable ASCII.", nameof(value));
        }

        _entries.Add(new MetadataEntry(lower, value, null));
    }

    /// <summary>Adds bytes, under a name that ends in <c>-bin</c>.</summary>
    public void AddBinary(string name, byte[] value)
    {
        ArgumentNullException.ThrowIfNull(value);
        string lower = MetadataNames.Checked(name);
        if (!MetadataNames.IsBinary(lower))
        {
            throw new ArgumentException($"'{lower}' holds text; the name of bytes ends in -bin.", nameof(name));
        }

        _entries.Add(new MetadataEntry(lower, "", value));
    }

    /// <summary>The last text under a name; null if there is none.</summary>
    public string? Get(string name)
    {
        MetadataEntry? entry = Last(name);
        return entry is { Bytes: null } ? entry.Value.Text : null;
    }

    /// <summary>The last bytes under a name; null if there are none.</summary>
    public byte[]? GetBinary(string name) => Last(name)?.Bytes;

    /// <inheritdoc/>
    public IEnumerator<MetadataEntry> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private MetadataEntry? Last(string name)
    {
        int index = _entries.FindLastIndex(e => e.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return index < 0 ? null : _entries[index];
    }
}
