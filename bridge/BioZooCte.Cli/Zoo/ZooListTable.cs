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
        packages,
        new("model", Justify.Left, package => package.Id),
        new("version", Justify.Left, package => package.Version ?? None),
        new("size", Justify.Left, package => Words.Size(package.Bytes)),
        new("contents", Justify.Left, package => Contents(package.Contents)) { Wraps = true },
        new("from", Justify.Left, package => package.Source.Host) { Wraps = true });

    /// <summary>Writes those of a folder.</summary>
    public static void Write(IAnsiConsole console, IReadOnlyList<ListedPackage> packages) => Write(
        console,
        packages,
        new("model", Justify.Left, package => package.Id),
        new("version", Justify.Left, package => package.Version ?? None),
        new("name", Justify.Left, package => package.Name ?? None) { Wraps = true },
        new("runs here", Justify.Left, package => ZooWords.Judgement(package.ReasonsAgainst)) { Wraps = true });

    private static void Write<T>(
        IAnsiConsole console, IReadOnlyList<T> packages, params FittedColumn<T>[] columns)
    {
        if (packages.Count == 0)
        {
            console.WriteParagraph("No package is here.");
            return;
        }

        console.WriteFitted(packages, columns);
    }

    private static string Contents(ZooContents contents) => contents switch
    {
        ZooContents.Description => "RDF",
        ZooContents.Runnable => "RDF, ONNX weights",
        ZooContents.WithTests => "RDF, ONNX weights, test tensors",
        _ => "all",
    };
}
