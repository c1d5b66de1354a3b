using System.Globalization;

using BioZooCte.Cli.Rendering;
using BioZooCte.Sqlite;

using Spectre.Console;

namespace BioZooCte.Cli.Store;

/// <summary>Shows what a store keeps.</summary>
internal static class StoreContentsRenderer
{
    private const string None = "–";
    private const int DigitsOfHash = 8;

    /// <summary>Writes a table for each software, and who is at work.</summary>
    public static void Write(IAnsiConsole console, StoreContents contents)
    {
        int models = contents.Models.Select(one => one.Question.Model).Distinct().Count();
        console.WriteParagraph(
            $"{contents.Path}: {Words.Count(models, "model")}, {Words.Count(contents.Images.Length, "image")},"
            + $" {Words.Size(contents.Bytes)}");
        foreach (IGrouping<string, KeptModel> software in contents.Models.GroupBy(one => one.Question.Software))
        {
            console.WriteLine();
            console.WriteParagraph(software.Key);
            console.Write(TableOf([.. software]));
        }

        console.WriteLine();
        console.WriteParagraph(contents.Workers.IsEmpty ? "Nobody works on it now." : "At work now:");
        foreach (StoreWorker worker in contents.Workers)
        {
            console.WriteParagraph($"{worker.Host}, process {worker.Process}: {ImagesOf(worker)}", indent: 2);
        }
    }

    private static Table TableOf(IReadOnlyList<KeptModel> models)
    {
        Table table = new() { Border = TableBorder.Simple };
        table.AddColumn(Left("model"));
        table.AddColumn(Right("images\nwhole"));
        table.AddColumn(Right("under\nway"));
        table.AddColumn(Right("failed"));
        table.AddColumn(Left("perturbations"));
        table.AddColumn(Left("unusual\noptions"));
        table.AddColumn(Left("last finished\n(UTC)").NoWrap());
        table.AddColumn(Right("size").NoWrap());
        foreach (KeptModel model in models)
        {
            table.AddRow(
                new Text(NameOf(model, models)),
                new Text(Number(model.Whole)),
                new Text(Number(model.UnderWay)),
                new Text(Number(model.Failed)),
                new Text(PerturbationsOf(model)),
                new Text(OptionsOf(model)),
                new Text(model.LastFinished?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? None),
                new Text(Words.Size(model.Bytes)));
        }

        return table;
    }

    /// <summary>The name; with the beginning of its hash where another model has it too.</summary>
    private static string NameOf(KeptModel model, IEnumerable<KeptModel> models) =>
        models.Any(one => one.Question.Name == model.Question.Name && one.Question.Model != model.Question.Model)
            ? $"{model.Question.Name}\n{model.Question.Model[..Math.Min(DigitsOfHash, model.Question.Model.Length)]}"
            : model.Question.Name;

    private static string PerturbationsOf(KeptModel model)
    {
        string known = string.Join(", ", model.Perturbations.Select(one =>
            one.Perturbation
            + (one.Runs > 1 ? $" × {one.Runs}" : "")
            + (one.Images < model.Whole ? $" ({one.Images})" : "")));
        return known.Length > 0 ? known : model.IsRefused ? "cannot be run" : None;
    }

    private static string OptionsOf(KeptModel model)
    {
        // Which images a data set had is a hash that nobody can read.
        string options = string.Join(' ', model.UnusualOptions
            .Select(one => one.StartsWith("data-set=", StringComparison.Ordinal) ? "data-set" : one));
        return options.Length > 0 ? options : None;
    }

    private static string ImagesOf(StoreWorker worker) => worker.Images.IsEmpty
        ? "no image"
        : string.Join("; ", worker.Images.GroupBy(one => one.Model)
            .Select(model => $"{model.Key} on {Words.List([.. model.Select(one => one.Image)])}"));

    private static string Number(int count) => count == 0 ? None : count.ToString(CultureInfo.InvariantCulture);

    private static TableColumn Left(string header) => new TableColumn(new Text(header)).Padding(0, 0, 2, 0);

    private static TableColumn Right(string header) => Left(header).Alignment(Justify.Right);
}
