namespace BioZooCte.Cli.Store;

/// <summary>Finds the store that a path names.</summary>
internal static class StoreFinder
{
    private static readonly string Usual = Path.Combine(".zoocte", "results.sqlite");

    /// <summary>The file of a store: as given, or that of a folder with images, or of the current one.</summary>
    /// <param name="path">A file or a folder; null for the current folder.</param>
    /// <exception cref="InvalidUsageException">There is none.</exception>
    public static string Find(string? path)
    {
        if (File.Exists(path))
        {
            return path;
        }

        if (path is not null && !Directory.Exists(path))
        {
            throw new InvalidUsageException($"{path}: there is no such file or folder.");
        }

        string[] places = [Path.Combine(path ?? "", Usual), Path.Combine(path ?? "", "results.sqlite")];
        return Array.Find(places, File.Exists)
            ?? throw new InvalidUsageException(
                $"{path ?? "."}: there is no store here; expected {places[0]}, which zoocte rank makes beside images, or its"
                + " file.");
    }
}
