using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace BioZooCte.Cli;

/// <summary>The usual help, with examples and exit codes under it.</summary>
/// <param name="usual">The usual help.</param>
/// <param name="examples">Lines for each command, by its name.</param>
internal sealed class HelpWithExamples(HelpAction usual, IReadOnlyDictionary<string, string[]> examples)
    : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        TextWriter output = parseResult.InvocationConfiguration.Output;
        usual.MaxWidth = Terminal.WidthOf(output);
        int code = usual.Invoke(parseResult);
        Command command = parseResult.CommandResult.Command;
        if (ExamplesOf(command) is string[] lines)
        {
            output.WriteLine("Examples:");
            foreach (string line in lines)
            {
                output.WriteLine($"  {line}");
            }

            output.WriteLine();
        }

        output.WriteLine(ExitCode.Help);
        return code;
    }

    /// <summary>Those of the command, or of the one that it is a part of.</summary>
    private string[]? ExamplesOf(Command command)
    {
        if (examples.TryGetValue(command is RootCommand ? "zoocte" : command.Name, out string[]? own))
        {
            return own;
        }

        return command.Parents.OfType<Command>().FirstOrDefault(parent => parent is not RootCommand) is Command parent
            ? ExamplesOf(parent)
            : null;
    }
}
