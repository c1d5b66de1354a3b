using BioZooCte.Cli.Rendering;
using BioZooCte.Packages.Zoo;

using Spectre.Console;

namespace BioZooCte.Cli.Zoo;

/// <summary>Shows packages that are here.</summary>
internal static class ZooListTable
{
    private const string None = "–";

    /// <summary>Writes those of the cache.</summary>
    public static void Write(IAnsiConsole console, IReadOnlyList<ZooPackage> packages) => Write(
        console,
        ["model", "version", "size", "contents", "from"],
        [
            .. packages.Select(package => (string[])
            [
                package.Id,
                package.Version ?? None,
                Words.Size(package.Bytes),
                Contents(package.Contents),
                package.Source.Host,
            ]),
        ]);

    /// <summary>Writes those of a folder.</summary>
    public static void Write(IAnsiConsole console, IReadOnlyList<ListedPackage> packages) => Write(
        console,
        ["model", "version", "name", "runs here"],
        [
            .. packages.Select(package => (string[])
            [
                package.Id,
                package.Version ?? None,
                package.Name ?? None,
                ZooWords.Judgement(package.ReasonsAgainst),
            ]),
        ]);

    private static void Write(IAnsiConsole console, string[] titles, string[][] rows)
    {
        if (rows.Length == 0)
        {
            console.WriteParagraph("No package is here.");
            return;
        }

        Table table = new() { Border = TableBorder.Simple, ShowRowSeparators = false };
        foreach (string title in titles)
        {
            table.AddColumn(new TableColumn(new Text(title)).Padding(0, 0, 2, 0));
        }

        table.Columns[0].NoWrap();
        foreach (string[] row in rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        console.Write(table);
    }

    private static string Contents(ZooContents contents) => contents switch
    {
        ZooContents.Description => "RDF",
        ZooContents.Runnable => "RDF, ONNX weights",
        ZooContents.WithTests => "RDF, ONNX weights, test tensors",
        _ => "all",
    };
}
