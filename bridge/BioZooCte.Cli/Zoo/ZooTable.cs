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
            Table table = new() { Border = TableBorder.Simple, ShowRowSeparators = false };
            table.AddColumn(Column("model").NoWrap());
            table.AddColumn(Column("name"));
            table.AddColumn(Column("segments"));
            table.AddColumn(Column("weights").NoWrap());
            table.AddColumn(Column(hasImage ? "takes the image" : "runs here"));
            foreach (FoundModel found in models)
            {
                ModelDescription? description = found.Model.Description;
                string[] cells =
                [
                    found.Model.Entry.Id,
                    description?.Name ?? None,
                    found.Structures.IsEmpty ? None : Words.List(found.Structures, most: 3),
                    description is null ? None : string.Join(",\n", description.Weights.Select(w => w.Format)),
                    Judgement(found),
                ];
                table.AddRow(cells.Select(cell => new Text(cell)));
            }

            console.Write(table);
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

    private static TableColumn Column(string title) => new TableColumn(new Text(title)).Padding(0, 0, 1, 0);
}
