using System.Text;

namespace BioZooCte.Cli;

/// <summary>
/// What is written to a screen. Where that is closed, its text is lost and nothing else: what was finished is still
/// written to files.
/// </summary>
/// <param name="screen">The screen.</param>
internal sealed class ScreenWriter(TextWriter screen) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => screen.Encoding;

    /// <summary>Has all that this program writes to screens go through it; files and pipes are left as they are.</summary>
    public static void Install()
    {
        if (!Console.IsOutputRedirected)
        {
            Console.SetOut(new ScreenWriter(Console.Out));
        }

        if (!Console.IsErrorRedirected)
        {
            Console.SetError(new ScreenWriter(Console.Error));
        }
    }

    /// <inheritdoc/>
    public override void Write(char value) => Try(() => screen.Write(value));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Try(() => screen.Write(buffer, index, count));

    /// <inheritdoc/>
    public override void Write(string? value) => Try(() => screen.Write(value));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Try(() => screen.WriteLine(value));

    /// <inheritdoc/>
    public override void Flush() => Try(screen.Flush);

    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (IOException)
        {
            // Nobody looks at it any more.
        }
    }
}
