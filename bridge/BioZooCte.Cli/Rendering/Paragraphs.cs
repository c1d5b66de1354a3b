using System.Text;

using Spectre.Console;

namespace BioZooCte.Cli.Rendering;

/// <summary>Text that is wrapped at the width of the console; what is in it is never taken for markup.</summary>
internal static class Paragraphs
{
    /// <summary>A paragraph.</summary>
    public static void WriteParagraph(this IAnsiConsole console, string text, int indent = 0, Style? style = null)
    {
        foreach (string line in Wrap(text, console.Profile.Width - indent))
        {
            console.Write(new Text($"{new string(' ', indent)}{line}\n", style));
        }
    }

    /// <summary>A word, and beside it a paragraph that does not run under it.</summary>
    public static void WriteEntry(this IAnsiConsole console, string word, string text, int indent, int wordWidth)
    {
        string beginning = $"{new string(' ', indent)}{word.PadRight(wordWidth)}  ";
        foreach (string line in Wrap(text, console.Profile.Width - beginning.Length))
        {
            console.Write(new Text($"{beginning}{line}\n"));
            beginning = new string(' ', beginning.Length);
        }
    }

    /// <summary>Lines of whole words; a word that is longer than a line has one of its own.</summary>
    private static IEnumerable<string> Wrap(string text, int width)
    {
        foreach (string paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            StringBuilder line = new();
            foreach (string word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (line.Length > 0 && line.Length + 1 + word.Length > width)
                {
                    yield return line.ToString();
                    line.Clear();
                }

                line.Append(line.Length > 0 ? " " : "").Append(word);
            }

            yield return line.ToString();
        }
    }
}
