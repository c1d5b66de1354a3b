using BioZooCte.Images;

namespace BioZooCte.Cli.Inputs;

/// <summary>Finds the images that files, folders and patterns name.</summary>
internal static class ImageFinder
{
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

    private static IReadOnlyList<string> FindAt(string option, string path)
    {
        if (File.Exists(path))
        {
            return [path];
        }

        if (Directory.Exists(path))
        {
            IReadOnlyList<string> inFolder = ImageFolder.Find(path);
            return inFolder.Count > 0
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
            [.. GlobPattern.Expand(path).SelectMany(found => Directory.Exists(found) ? ImageFolder.Find(found) : [found])];
        return fitting.Length > 0
            ? fitting
            : throw new InvalidUsageException(
                $"{option} {path}: no file fits this pattern, nor a folder that holds an image.");
    }
}
