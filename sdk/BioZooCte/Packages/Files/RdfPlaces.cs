using BioZooCte.Packages.Description;

namespace BioZooCte.Packages.Files;

/// <summary>Where in an RDF a text stands, for messages about files, which are resolved long after it was read.</summary>
internal static class RdfPlaces
{
    /// <summary>The line and the full name of the first field with this text; nulls where there is none.</summary>
    public static (int? Line, string? Field) Find(RdfNode node, string text) => Find(node, text, "") ?? (null, null);

    private static (int? Line, string? Field)? Find(RdfNode node, string text, string name)
    {
        switch (node)
        {
            case RdfScalar scalar when scalar.Text.Equals(text, StringComparison.OrdinalIgnoreCase):
                return (scalar.Line, name);
            case RdfSequence sequence:
                for (int i = 0; i < sequence.Items.Length; i++)
                {
                    if (Find(sequence.Items[i], text, $"{name}[{i}]") is { } found)
                    {
                        return found;
                    }
                }

                return null;
            case RdfMapping mapping:
                foreach (KeyValuePair<string, RdfNode> entry in mapping.Entries)
                {
                    if (Find(entry.Value, text, name.Length == 0 ? entry.Key : $"{name}.{entry.Key}") is { } found)
                    {
                        return found;
                    }
                }

                return null;
            default:
                return null;
        }
    }
}
