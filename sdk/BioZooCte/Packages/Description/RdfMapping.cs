using System.Collections.Immutable;

namespace BioZooCte.Packages.Description;

/// <summary>A mapping of an RDF, in the file's order.</summary>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Entries">Keys and values.</param>
public sealed record RdfMapping(int Line, ImmutableArray<KeyValuePair<string, RdfNode>> Entries)
    : RdfNode(Line)
{
    /// <summary>The value of a key, or null.</summary>
    public RdfNode? this[string key]
    {
        get
        {
            foreach (KeyValuePair<string, RdfNode> entry in Entries)
            {
                if (entry.Key == key)
                {
                    return entry.Value;
                }
            }

            return null;
        }
    }
}
