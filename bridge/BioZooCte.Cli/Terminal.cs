using Spectre.Console;

namespace BioZooCte.Cli;

/// <summary>Where the program writes: results to the output, progress and errors beside it.</summary>
internal sealed class Terminal
{
    /// <summary>The width of what is written where nothing states one: a file, a pipe.</summary>
    public const int UsualWidth = 100;

    /// <summary>A terminal of two writers.</summary>
    /// <param name="output">For results.</param>
    /// <param name="error">For progress and errors.</param>
    /// <param name="width">Columns of the output; null for those of the screen, or the usual ones without one.</param>
    /// <param name="isInteractive">Whether progress can be drawn over itself; null to ask the system.</param>
    public Terminal(TextWriter output, TextWriter error, int? width = null, bool? isInteractive = null)
    {
        OutputText = output;
        ErrorText = error;
        Output = Create(output, isInteractive);
        Error = Create(error, isInteractive);
        Output.Profile.Width = width ?? (Output.Profile.Out.IsTerminal ? Output.Profile.Width : UsualWidth);
        IsInteractive = isInteractive ?? (Error.Profile.Out.IsTerminal && Error.Profile.Capabilities.Ansi);
    }

    /// <summary>For results.</summary>
    public IAnsiConsole Output { get; }

    /// <summary>For progress.</summary>
    public IAnsiConsole Error { get; }

    /// <summary>The writer behind <see cref="Output"/>.</summary>
    public TextWriter OutputText { get; }

    /// <summary>The writer behind <see cref="Error"/>: messages go here as they are, never wrapped.</summary>
    public TextWriter ErrorText { get; }

    /// <summary>Whether progress can be drawn over itself.</summary>
    public bool IsInteractive { get; }

    /// <summary>The width of text for a writer: that of the screen, if there is one and it is less than the usual.</summary>
    public static int WidthOf(TextWriter writer) =>
        new AnsiConsoleOutput(writer) is { IsTerminal: true, Width: > 0 and < UsualWidth and int width } ? width : UsualWidth;

    /// <summary>Says something beside results, also while progress is drawn.</summary>
    public void Warn(string message)
    {
        string line = $"zoocte: {message}";
        if (IsInteractive)
        {
            Error.WriteLine(line); // above the progress, which is drawn again below it
        }
        else
        {
            ErrorText.WriteLine(line);
        }
    }

    private static IAnsiConsole Create(TextWriter writer, bool? isInteractive)
    {
        AnsiConsoleOutput output = new(writer);
        bool isScreen = isInteractive ?? output.IsTerminal;
        return AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = output,
            Ansi = isScreen ? AnsiSupport.Detect : AnsiSupport.No,
            Interactive = isScreen ? InteractionSupport.Detect : InteractionSupport.No,
        });
    }
}
