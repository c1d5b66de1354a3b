namespace BioZooCte.Cli.Rank;

/// <summary>The names of the folders that models' maps are written to.</summary>
internal static class MapNames
{
    private const string Refused = "<>:\"/\\|?*";

    /// <summary>A folder for each model, by its identifier: what no file system takes is a hyphen, none is there twice.</summary>
    public static IReadOnlyDictionary<string, string> FoldersOf(IEnumerable<string> ids)
    {
        Dictionary<string, string> folders = new(StringComparer.Ordinal);
        HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
        foreach (string id in ids.Distinct(StringComparer.Ordinal))
        {
            string plain = string.Concat(id.Select(c => char.IsControl(c) || Refused.Contains(c) ? '-' : c)).Trim(' ', '.');
            string name = plain.Length > 0 ? plain : "model";
            string folder = name;
            for (int n = 2; !taken.Add(folder); n++)
            {
                folder = $"{name}-{n}";
            }

            folders.Add(id, folder);
        }

        return folders;
    }
}
