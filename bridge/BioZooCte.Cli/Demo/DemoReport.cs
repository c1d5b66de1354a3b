using System.Globalization;

using BioZooCte.Cli.Demo.Simulation;
using BioZooCte.Cli.Rendering;

using Spectre.Console;

namespace BioZooCte.Cli.Demo;

/// <summary>Shows what the demo found.</summary>
internal static class DemoReport
{
    /// <summary>What the reader is about to see.</summary>
    public static void WriteOpening(IAnsiConsole console, SimulationPlan plan, ulong seed)
    {
        console.WriteParagraph(string.Create(
            CultureInfo.InvariantCulture,
            $"{plan.Conditions.Length} simulated conditions of {plan.ImagesPerCondition} images each, seed {seed}. "
            + $"The rankings are made without labels; the true F1 beside them is against the exact labels."));
        console.WriteLine();
    }

    /// <summary>The ranking of one condition beside the truth, and what is to be said of it.</summary>
    public static void Write(IAnsiConsole console, ConditionOutcome outcome)
    {
        console.WriteParagraph($"{outcome.Condition.Name}: {outcome.Condition.Title}");
        Table table = new Table().Border(TableBorder.Simple);
        table.AddColumns("", "model", "score", "95 % interval", "true F1", "");
        for (int i = 0; i < outcome.Models.Length; i++)
        {
            JudgedModel model = outcome.Models[i];
            table.AddRow(
                $"{i + 1}.",
                Markup.Escape(model.Id),
                Number(model.Placed.Score),
                model.Placed is { Low: double low, High: double high } ? $"{Number(low)} – {Number(high)}" : "",
                Number(model.TrueF1),
                Markup.Escape(Note(outcome, model)));
        }

        console.Write(table);
        foreach (string sentence in RankingVerdict.On(outcome))
        {
            console.WriteParagraph(sentence);
        }

        console.WriteLine();
    }

    /// <summary>What is to be said of all conditions.</summary>
    public static void WriteClosing(IAnsiConsole console, IReadOnlyList<ConditionOutcome> outcomes)
    {
        foreach (string sentence in RankingVerdict.OnAll(outcomes))
        {
            console.WriteParagraph(sentence);
        }

        console.WriteParagraph("Simulated images are cleaner than real ones: rank on your own with zoocte rank.");
    }

    private static string Note(ConditionOutcome outcome, JudgedModel model) => string.Join(
        ", ", new[] { model == outcome.Best ? "best" : "", model.Placed.Note }.Where(s => s.Length > 0));

    private static string Number(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "–";
}
