using System.Collections.Immutable;

using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.Mapping;
using BioZooCte.Files;
using BioZooCte.Images;

namespace BioZooCte.Bridge.Services;

/// <summary>Finds the image files that clients name, below the server's image roots alone.</summary>
/// <param name="roots">The roots.</param>
/// <param name="most">The most images of a ranking.</param>
internal sealed class ImagePaths(AllowedRoots roots, int most)
{
    /// <summary>Throws where no file is ranked.</summary>
    /// <exception cref="RpcException">There is no root.</exception>
    public void ThrowIfNoRoots()
    {
        if (roots.Folders.IsEmpty)
        {
            throw new RpcException(
                StatusCode.FailedPrecondition,
                "This server ranks no files of its own; expected one that was started with --image-root.");
        }
    }

    /// <summary>The images of paths: files, and what is in folders.</summary>
    /// <exception cref="RpcException">One is not there, or they are too many.</exception>
    public ImmutableArray<string> Find(IReadOnlyCollection<string> paths)
    {
        Invalid.If(paths.Count == 0, "paths", "is empty; expected files or folders below the image roots");
        List<string> images = [];
        foreach (string path in paths)
        {
            string found = FindBelowRoots(path);
            if (!Directory.Exists(found))
            {
                images.Add(found);
                continue;
            }

            IReadOnlyList<string> inFolder = ImageFolder.Find(found);
            Invalid.If(
                inFolder.Count == 0,
                "paths",
                $"has '{path}', a folder without images; expected .tif, .tiff, .png or .npy files");
            images.AddRange(inFolder.Select(FindBelowRoots)); // a link in the folder may lead out
        }

        ThrowIfMany("paths", images.Count);
        return [.. images.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The folder of a path.</summary>
    /// <param name="field">The field that names it.</param>
    /// <param name="path">The path.</param>
    /// <exception cref="RpcException">It is not there, or no folder.</exception>
    public string FindFolder(string field, string path)
    {
        Invalid.If(path.Length == 0, field, "is empty; expected a folder below the image roots");
        string found = FindBelowRoots(path);
        Invalid.If(!Directory.Exists(found), field, $"is '{path}', a file; expected a folder");
        return found;
    }

    /// <summary>Whether a file is there, and lies below a root after links in its path are followed.</summary>
    public bool IsBelowRoots(string path) => roots.Find(path) is not null;

    /// <summary>Throws where there are more images than a ranking may have.</summary>
    /// <param name="field">The field that names them.</param>
    /// <param name="images">Their number.</param>
    /// <exception cref="RpcException">There are.</exception>
    public void ThrowIfMany(string field, int images)
    {
        if (images > most)
        {
            throw Exhausted.AsItIs("images", $"{field}: {images} images; expected at most {most}.");
        }
    }

    private string FindBelowRoots(string path) => (path.Length > 0 ? roots.Find(path) : null)
        ?? throw new RpcException(StatusCode.NotFound, $"There is no '{path}' below the image roots of this server.");
}
