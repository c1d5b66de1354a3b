using BioZooCte.Cli.Rendering;
using BioZooCte.Packages.Description;

using Spectre.Console;

namespace BioZooCte.Cli.Zoo;

/// <summary>Shows models that were found.</summary>
internal static class ZooTable
{
    private const string None = "–";

    /// <summary>Writes them.</summary>
    /// <param name="console">Where.</param>
    /// <param name="models">The models.</param>
    /// <param name="foundCount">How many were found; those that cannot be run may be left out.</param>
    /// <param name="hasImage">Whether they were asked to take an image.</param>
    public static void Write(
        IAnsiConsole console, IReadOnlyList<FoundModel> models, int foundCount, bool hasImage)
    {
        if (models.Count > 0)
        {
            console.WriteFitted(models, Columns(hasImage));
        }

        int fitting = models.Count(model => model.ReasonsAgainst.IsEmpty);
        string what = hasImage ? "can be run here and take the image" : "can be run here";
        console.WriteParagraph($"{Words.Count(foundCount, "model")} found, of which {fitting} {what}.");
    }

    /// <summary>In short where the weights beside it say the rest.</summary>
    private static string Judgement(FoundModel found)
    {
        bool lacksOnnx = found.Model.Description is ModelDescription model && model.Weights.All(w => w.Format != "onnx");
        return lacksOnnx && !found.ReasonsAgainst.IsEmpty ? "no: no ONNX" : ZooWords.Judgement(found.ReasonsAgainst);
    }

    private static IEnumerable<FittedColumn<FoundModel>> Columns(bool hasImage) =>
    [
        new("model", Justify.Left, found => found.Model.Entry.Id),
        new("name", Justify.Left, found => found.Model.Description?.Name ?? None) { Wraps = true },
        new(
            "segments",
            Justify.Left,
            found => found.Structures.IsEmpty ? None : Words.List(found.Structures, most: 3)) { Wraps = true },
        new("weights", Justify.Left, WeightsOf) { Dispensable = "weights" },
        new(hasImage ? "takes the image" : "runs here", Justify.Left, Judgement) { Wraps = true },
    ];

    private static string WeightsOf(FoundModel found) => found.Model.Description is ModelDescription model
        ? string.Join(",\n", model.Weights.Select(w => w.Format))
        : None;
}
