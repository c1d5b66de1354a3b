namespace BioZooCte.Packages.Files;

/// <summary>
/// The paths of the files of a folder, of which no two may be one where case does not count, as on macOS and Windows:
/// what is refused there is refused everywhere.
/// </summary>
internal sealed class CaselessPaths
{
    private readonly Dictionary<string, string> _files = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _inFolders = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds a file.</summary>
    /// <param name="path">Its path, with <c>/</c> between its parts.</param>
    /// <returns>The file that it would be, hold or lie in; null where there is none.</returns>
    public string? Add(string path)
    {
        string[] folders =
            [.. Enumerable.Range(0, path.Length).Where(place => path[place] == '/').Select(place => path[..place])];
        string? other = _files.GetValueOrDefault(path)
            ?? _inFolders.GetValueOrDefault(path)
            ?? folders.Select(folder => _files.GetValueOrDefault(folder)).FirstOrDefault(found => found is not null);
        if (other is null)
        {
            _files.Add(path, path);
            foreach (string folder in folders)
            {
                _inFolders.TryAdd(folder, path);
            }
        }

        return other;
    }
}
