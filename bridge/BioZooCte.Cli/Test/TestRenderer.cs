using System.Globalization;

using BioZooCte.Cli.Rendering;

using Spectre.Console;

namespace BioZooCte.Cli.Test;

/// <summary>Shows what a test of a package found.</summary>
internal static class TestRenderer
{
    private const int Indent = 2;
    private const int WordWidth = 6;

    /// <summary>Writes it.</summary>
    public static void Write(IAnsiConsole console, TestView test)
    {
        console.WriteParagraph(test.Source, style: new Style(decoration: Decoration.Bold));
        console.WriteEntry("test", test.Test, Indent, WordWidth);
        foreach (TestedOutput output in test.Outputs)
        {
            console.WriteEntry("", Sentence(output), Indent, WordWidth);
        }

        if (test.Shapes is not null)
        {
            console.WriteEntry("shapes", test.Shapes, Indent, WordWidth);
        }

        console.WriteEntry("rank", test.RankNote, Indent, WordWidth);
    }

    private static string Sentence(TestedOutput output)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        string tolerance = string.Create(
            culture, $"|a − e| > {output.Absolute:g3} + {output.Relative:g3}·|e|, {output.AllowedPerMillion:0.#} allowed");
        return output.MaxDifference is not double difference
            ? $"{output.OutputId}: not compared"
            : string.Create(
                culture,
                $"{output.OutputId}: differs by at most {difference:g3}; {output.MismatchedPerMillion:0.#} in a million")
            + $" beyond the tolerance ({tolerance})";
    }
}
