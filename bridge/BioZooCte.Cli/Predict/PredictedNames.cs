namespace BioZooCte.Cli.Predict;

/// <summary>The names of the files that predictions are written to.</summary>
internal static class PredictedNames
{
    /// <summary>Each image's name without its extension, by its path.</summary>
    /// <exception cref="InvalidUsageException">Two images have the same.</exception>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyList<string> images)
    {
        Dictionary<string, string> stems = new(StringComparer.Ordinal);
        Dictionary<string, string> taken = new(StringComparer.OrdinalIgnoreCase);
        foreach (string image in images)
        {
            string stem = Path.GetFileNameWithoutExtension(image);
            if (!taken.TryAdd(stem, image))
            {
                throw new InvalidUsageException(
                    $"--images {taken[stem]} and {image}: their results would have the same name;"
                    + " expected images of different names, or a run for each folder.");
            }

            stems.Add(image, stem);
        }

        return stems;
    }

    /// <summary>The file of one output of an image.</summary>
    public static string FileName(string stem, string outputId) => $"{stem}_{outputId}.tif";
}
