using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;

using BioZooCte.Packages;

namespace BioZooCte.Cli;

/// <summary>The program: its commands, their help, what becomes of wrong usage.</summary>
internal sealed class ZoocteCommand
{
    private readonly RootCommand _root = new(
        "Which pre-trained segmentation model suits your microscopy images? zoocte ranks models of the BioImage"
        + " Model Zoo without labels.");

    private readonly Terminal _terminal;

    /// <summary>A program without commands.</summary>
    /// <param name="terminal">Where it writes.</param>
    public ZoocteCommand(Terminal terminal)
    {
        _terminal = terminal;
        HelpOption help = _root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!, _examples);
    }

    private readonly Dictionary<string, string[]> _examples = new(StringComparer.Ordinal)
    {
        ["zoocte"] = ["zoocte rank --models zoo --images scans", "zoocte rank --help"],
    };

    /// <summary>Adds a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="examples">Lines for its help.</param>
    public void Add(Command command, string[] examples)
    {
        _root.Add(command);
        _examples.Add(command.Name, examples);
    }

    /// <summary>Runs the program.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (arguments.Count == 0)
        {
            await RunAsync(["--help"], cancellationToken).ConfigureAwait(false);
            return ExitCode.Misused;
        }

        ParseResult result = _root.Parse(arguments);
        bool asksForHelp = result.Action is HelpWithExamples;
        if (result.Errors.Count > 0 && !asksForHelp)
        {
            foreach (string message in result.Errors.Select(e => e.Message).Distinct(StringComparer.Ordinal))
            {
                _terminal.ErrorText.WriteLine($"zoocte: {message}");
            }

            _terminal.ErrorText.WriteLine($"See: {string.Join(' ', PathOf(result.CommandResult))} --help");
            return ExitCode.Misused;
        }

        if (!asksForHelp && ProblemOfEnvironment() is string problem)
        {
            _terminal.ErrorText.WriteLine($"zoocte: {problem}");
            return ExitCode.Misused;
        }

        InvocationConfiguration configuration = new()
        {
            Output = _terminal.OutputText,
            Error = _terminal.ErrorText,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        return await result.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What is wrong with the hosts that the environment allows for every command; null for nothing.</summary>
    private static string? ProblemOfEnvironment()
    {
        try
        {
            _ = new PackageOptions();
            return null;
        }
        catch (FormatException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>The words that name a command.</summary>
    private static IEnumerable<string> PathOf(CommandResult result) => result.Parent is CommandResult parent
        ? [.. PathOf(parent), result.Command.Name]
        : ["zoocte"];
}
