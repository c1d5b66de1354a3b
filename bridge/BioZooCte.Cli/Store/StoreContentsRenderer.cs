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
        int modelCount = contents.Models.Select(one => one.Question.Model).Distinct().Count();
        console.WriteParagraph(
            $"{contents.Path}: {Words.Count(modelCount, "model")}, {Words.Count(contents.Images.Length, "image")},"
            + $" {Words.Size(contents.Bytes)}");
        foreach (IGrouping<string, KeptModel> software in contents.Models.GroupBy(one => one.Question.Software))
        {
            console.WriteLine();
            console.WriteParagraph(software.Key);
            KeptModel[] models = [.. software];
            console.WriteFitted(models, Columns(models));
        }

        console.WriteLine();
        console.WriteParagraph(contents.Workers.IsEmpty ? "Nobody works on it now." : "At work now:");
        foreach (StoreWorker worker in contents.Workers)
        {
            console.WriteParagraph($"{worker.Host}, process {worker.Process}: {ImagesOf(worker)}", indent: 2);
        }
    }

    /// <summary>Those that say something of these models.</summary>
    private static IEnumerable<FittedColumn<KeptModel>> Columns(IReadOnlyList<KeptModel> models)
    {
        yield return new("model", Justify.Left, model => NameOf(model, models)) { Wraps = true };
        yield return new("images\nwhole", Justify.Right, model => Number(model.Whole));
        if (models.Any(model => model.UnderWay > 0))
        {
            yield return new("under\nway", Justify.Right, model => Number(model.UnderWay));
        }

        if (models.Any(model => model.Failed > 0))
        {
            yield return new("failed", Justify.Right, model => Number(model.Failed));
        }

        yield return new("perturbations", Justify.Left, PerturbationsOf) { Wraps = true };
        if (models.Any(model => !model.UnusualOptions.IsEmpty))
        {
            yield return new("unusual\noptions", Justify.Left, OptionsOf) { Wraps = true };
        }

        yield return new("last finished\n(UTC)", Justify.Left, LastFinishedOf) { Dispensable = "when models were finished" };
        yield return new("size", Justify.Right, model => Words.Size(model.Bytes));
    }

    private static string LastFinishedOf(KeptModel model) =>
        model.LastFinished?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? None;

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
}
