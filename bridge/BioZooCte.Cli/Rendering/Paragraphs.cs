using Spectre.Console;

namespace BioZooCte.Cli.Rendering;

/// <summary>Text that is wrapped at the width of the console.</summary>
internal static class Paragraphs
{
    /// <summary>A paragraph; what is in it is never taken for markup.</summary>
    public static void WriteParagraph(this IAnsiConsole console, string text, int indent = 0, Style? style = null)
    {
        console.Write(new Padder(new Text(text, style), new Padding(indent, 0, 0, 0)));
    }

    /// <summary>A word, and beside it a paragraph that does not run under it.</summary>
    public static void WriteEntry(this IAnsiConsole console, string word, string text, int indent, int wordWidth)
    {
        Grid grid = new() { Expand = false };
        grid.AddColumn(new GridColumn { Width = wordWidth, NoWrap = true, Padding = new Padding(indent, 0, 2, 0) });
        grid.AddColumn(new GridColumn { Padding = new Padding(0, 0, 0, 0) });
        grid.AddRow(new Text(word), new Text(text));
        console.Write(grid);
    }
}
