namespace BioZooCte.Images;

/// <summary>Finds the image files of folders.</summary>
public static class ImageFolder
{
    private static readonly string[] Extensions = [".tif", ".tiff", ".png", ".npy"];

    /// <summary>
    /// The images of a folder, not of those below it, in ordinal order; what begins with a dot is none.
    /// </summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static IReadOnlyList<string> Find(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return [.. Directory.EnumerateFiles(folder).Where(IsImage).Order(StringComparer.Ordinal)];
    }

    private static bool IsImage(string path) =>
        Path.GetFileName(path)[0] != '.'
        && Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);
}
