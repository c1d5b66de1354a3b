namespace BioZooCte.Cli.Inputs;

/// <summary>Finds the images that files, folders and patterns name.</summary>
internal static class ImageFinder
{
    private static readonly string[] Extensions = [".tif", ".tiff", ".png", ".npy"];

    /// <summary>The image files: each once, as given; those of a folder or a pattern in ordinal order.</summary>
    /// <param name="option">The option, for messages.</param>
    /// <param name="paths">Files of any name, folders (their own images, not those below), patterns of both.</param>
    /// <exception cref="InvalidUsageException">A path is not there, or names no image.</exception>
    public static IReadOnlyList<string> Find(string option, IReadOnlyList<string> paths)
    {
        List<string> images = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string image in paths.SelectMany(p => FindAt(option, p)))
        {
            if (seen.Add(Path.GetFullPath(image)))
            {
                images.Add(image);
            }
        }

        return images;
    }

    private static string[] FindAt(string option, string path)
    {
        if (File.Exists(path))
        {
            return [path];
        }

        if (Directory.Exists(path))
        {
            string[] inFolder = ImagesIn(path);
            return inFolder.Length > 0
                ? inFolder
                : throw new InvalidUsageException(
                    $"{option} {path}: the folder holds no image; expected .tif, .tiff, .png or .npy files"
                    + $" (those of the folders below it: '{Path.Combine(path, "**", "*.tif")}').");
        }

        if (!GlobPattern.IsGlob(path))
        {
            throw new InvalidUsageException($"{option} {path}: there is no such file or folder.");
        }

        string[] fitting =
            [.. GlobPattern.Expand(path).SelectMany(found => Directory.Exists(found) ? ImagesIn(found) : [found])];
        return fitting.Length > 0
            ? fitting
            : throw new InvalidUsageException(
                $"{option} {path}: no file fits this pattern, nor a folder that holds an image.");
    }

    private static string[] ImagesIn(string folder) =>
        [.. Directory.EnumerateFiles(folder).Where(IsImage).Order(StringComparer.Ordinal)];

    private static bool IsImage(string path) =>
        Path.GetFileName(path)[0] != '.'
        && Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);
}
