using System.Globalization;

using Spectre.Console;

namespace BioZooCte.Cli.Demo;

/// <summary>Shows what the demo found.</summary>
internal static class DemoReport
{
    /// <summary>What the reader is about to see.</summary>
    public static void WriteOpening(IAnsiConsole console, int models, int conditions, int imagesEach, ulong seed)
    {
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{models} models, {conditions} simulated conditions of {imagesEach} images, seed {seed}."));
        console.WriteLine("Each ranking is made without labels; the true F1 beside it is from the exact labels.");
        console.WriteLine();
    }

    /// <summary>The ranking of one condition beside the truth, and what is to be said of it.</summary>
    public static void Write(IAnsiConsole console, ConditionOutcome outcome)
    {
        console.MarkupLineInterpolated($"[bold]{outcome.Condition.Name}[/]: {outcome.Condition.Title}");
        Table table = new Table().Border(TableBorder.Simple);
        table.AddColumns("", "model", "score", "95 % interval", "true F1", "");
        for (int i = 0; i < outcome.Models.Length; i++)
        {
            JudgedModel model = outcome.Models[i];
            string interval = model.Ranked is { Low: double low, High: double high } ? $"{Number(low)} – {Number(high)}" : "";
            string note = model == outcome.Best ? "best" : "";
            string flags = string.Join(", ", new[] { note, model.Ranked.Note }.Where(s => s.Length > 0));
            table.AddRow(
                $"{i + 1}.", Markup.Escape(model.Id), Number(model.Ranked.Score), interval, Number(model.TrueF1),
                Markup.Escape(flags));
        }

        table.Columns[0].RightAligned();
        console.Write(table);
        foreach (string sentence in Verdict.On(outcome))
        {
            console.WriteLine(sentence);
        }

        console.WriteLine();
    }

    /// <summary>What is to be said of all conditions.</summary>
    public static void WriteClosing(IAnsiConsole console, IReadOnlyList<ConditionOutcome> outcomes)
    {
        foreach (string sentence in Verdict.OnAll(outcomes))
        {
            console.WriteLine(sentence);
        }

        console.WriteLine("Simulated images are cleaner than real ones: rank on your own with `zoocte rank`.");
    }

    private static string Number(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "–";
}
