using BioZooCte.Cli.Inputs;
using BioZooCte.Evaluation.Targets;

namespace BioZooCte.Cli.Evaluate;

/// <summary>Finds labelled images.</summary>
internal static class TargetFinder
{
    /// <summary>One target of images and labels.</summary>
    /// <param name="images">What <c>--images</c> names.</param>
    /// <param name="labels">What <c>--labels</c> names.</param>
    /// <exception cref="InvalidUsageException">A path is not there, or names no image.</exception>
    public static EvaluationTarget Of(IReadOnlyList<string> images, IReadOnlyList<string> labels) => new(
        NameOf(images),
        LabelMatching.Match(ImageFinder.Find("--images", images), ImageFinder.Find("--labels", labels)));

    /// <summary>
    /// The targets of a folder: its folders that hold <c>images</c> and <c>labels</c>, by name.
    /// </summary>
    /// <exception cref="InvalidUsageException">It is no folder, or holds no target.</exception>
    public static IReadOnlyList<EvaluationTarget> In(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new InvalidUsageException($"--targets {folder}: there is no such folder.");
        }

        List<EvaluationTarget> targets = [];
        foreach (string target in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            string images = Path.Combine(target, "images");
            string labels = Path.Combine(target, "labels");
            if (Directory.Exists(images) && Directory.Exists(labels))
            {
                targets.Add(Of([images], [labels]) with { Name = Path.GetFileName(target) });
            }
        }

        return targets.Count > 0
            ? targets
            : throw new InvalidUsageException(
                $"--targets {folder}: no target here; expected folders that hold the folders images and labels.");
    }

    /// <summary>The last folder that is not called <c>images</c>.</summary>
    private static string NameOf(IReadOnlyList<string> images)
    {
        string path = Path.GetFullPath(images[0]);
        string name = Path.GetFileName(path.TrimEnd(Path.DirectorySeparatorChar));
        return name == "images" ? Path.GetFileName(Path.GetDirectoryName(path)) ?? name : name;
    }
}
