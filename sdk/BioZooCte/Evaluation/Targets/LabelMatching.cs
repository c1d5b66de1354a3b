using System.Collections.Immutable;

using BioZooCte.Images;

namespace BioZooCte.Evaluation.Targets;

/// <summary>Finds the labels of each image: the file of the same name, whatever its extension.</summary>
public static class LabelMatching
{
    /// <summary>Pairs images with labels.</summary>
    /// <param name="images">Paths, in any order.</param>
    /// <param name="labels">Paths, in any order; as many.</param>
    /// <returns>The pairs, in the images' order.</returns>
    /// <exception cref="InvalidImageException">
    /// An image has no labels, labels have no image, or two files have one name.
    /// </exception>
    public static ImmutableArray<LabelledImage> Match(IReadOnlyList<string> images, IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(labels);
        Dictionary<string, string> byName = ByName(labels, "label images");
        Dictionary<string, string> imagesByName = ByName(images, "images");
        foreach (string image in images)
        {
            if (!byName.ContainsKey(NameOf(image)))
            {
                throw new InvalidImageException(
                    image,
                    "labels",
                    $"none of the {labels.Count} label images for {images.Count} images is named {NameOf(image)}",
                    "one label image for each image, with the image's name and any extension");
            }
        }

        foreach (string label in labels)
        {
            if (!imagesByName.ContainsKey(NameOf(label)))
            {
                throw new InvalidImageException(
                    label,
                    "labels",
                    $"none of the {images.Count} images for {labels.Count} label images is named {NameOf(label)}",
                    "one image for each label image; leave the others out");
            }
        }

        return [.. images.Select(image => new LabelledImage(image, byName[NameOf(image)]))];
    }

    private static Dictionary<string, string> ByName(IReadOnlyList<string> paths, string what)
    {
        Dictionary<string, string> byName = new(StringComparer.Ordinal);
        foreach (string path in paths)
        {
            if (!byName.TryAdd(NameOf(path), path))
            {
                throw new InvalidImageException(
                    path,
                    "labels",
                    $"{byName[NameOf(path)]} has the same name",
                    $"{what} of different names, so that each finds its counterpart");
            }
        }

        return byName;
    }

    /// <summary>The file's name without folders and extension; <c>.ome.tif</c> is one.</summary>
    private static string NameOf(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        return name.EndsWith(".ome", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name;
    }
}
