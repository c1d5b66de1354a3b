using BioZooCte.Packages.Description;

namespace BioZooCte.Packages.Rdf;

/// <summary>Mappings with a field more or less.</summary>
internal static class RdfMappings
{
    /// <summary>The mapping with a field set: in its place, or at the end where it was not there.</summary>
    public static RdfMapping With(this RdfMapping mapping, string key, RdfNode value) => mapping[key] is null
        ? mapping with { Entries = mapping.Entries.Add(new(key, value)) }
        : mapping with { Entries = [.. mapping.Entries.Select(e => e.Key == key ? new(key, value) : e)] };

    /// <summary>The mapping without some fields.</summary>
    public static RdfMapping Without(this RdfMapping mapping, params string[] keys) =>
        mapping with { Entries = [.. mapping.Entries.Where(entry => !keys.Contains(entry.Key))] };
}
