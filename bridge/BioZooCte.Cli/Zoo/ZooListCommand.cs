using System.CommandLine;

using BioZooCte.Packages.Zoo;

using Spectre.Console;

namespace BioZooCte.Cli.Zoo;

/// <summary><c>zoocte zoo list</c>: which packages are in the cache?</summary>
internal static class ZooListCommand
{
    /// <summary>The command.</summary>
    /// <param name="terminal">Where it writes.</param>
    /// <param name="open">Opens the Zoo, with hosts that are allowed.</param>
    public static Command Create(Terminal terminal, Func<IReadOnlyList<string>, ZooClient> open)
    {
        Command command = new("list", "List the packages that were downloaded into the cache, as rank and inspect do.");
        command.SetAction((_, _) => Guard.RunAsync(
            terminal,
            () =>
            {
                using ZooClient zoo = open([]);
                Write(terminal, zoo.FindDownloaded());
                terminal.OutputText.WriteLine($"Cache: {zoo.Folder}");
                return Task.FromResult(ExitCode.Done);
            }));
        return command;
    }

    private static void Write(Terminal terminal, IReadOnlyList<ZooPackage> packages)
    {
        if (packages.Count == 0)
        {
            terminal.OutputText.WriteLine("No package is here.");
            return;
        }

        Table table = new() { Border = TableBorder.Simple, ShowRowSeparators = false };
        foreach (string title in (string[])["model", "version", "size", "contents", "from"])
        {
            table.AddColumn(new TableColumn(new Text(title)).Padding(0, 0, 2, 0));
        }

        foreach (ZooPackage package in packages)
        {
            table.AddRow(
                new Text(package.Id),
                new Text(package.Version ?? "–"),
                new Text(ZooWords.Bytes(package.Bytes)),
                new Text(Contents(package.Contents)),
                new Text(package.Source.Host));
        }

        terminal.Output.Write(table);
    }

    private static string Contents(ZooContents contents) => contents switch
    {
        ZooContents.Description => "RDF",
        ZooContents.Runnable => "RDF, ONNX weights",
        ZooContents.WithTests => "RDF, ONNX weights, test tensors",
        _ => "all",
    };
}
