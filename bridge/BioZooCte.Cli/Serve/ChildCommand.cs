using System.CommandLine;
using System.Reflection;

using BioZooCte.Bridge.Isolation;
using BioZooCte.Models;

namespace BioZooCte.Cli.Serve;

/// <summary>
/// The hidden command by which <c>zoocte serve --isolate</c> and <c>zoocte watch --isolate</c> run themselves for one job.
/// </summary>
internal static class ChildCommand
{
    private const string Name = "serve-child";

    /// <summary>The command.</summary>
    /// <param name="terminal">Where errors go; the output belongs to the bridge.</param>
    /// <param name="backend">What runs networks.</param>
    public static Command Create(Terminal terminal, IModelBackend backend)
    {
        Command command = new(Name, "Does one job for a bridge.") { Hidden = true };
        command.SetAction((_, cancellationToken) => Guard.RunAsync(
            terminal,
            async () =>
            {
                using Stream input = Console.OpenStandardInput();
                using Stream output = Console.OpenStandardOutput();
                await IsolatedChild.RunAsync(input, output, backend, cancellationToken).ConfigureAwait(false);
                return ExitCode.Done;
            }));
        return command;
    }

    /// <summary>The program and its arguments that run it.</summary>
    public static IReadOnlyList<string> Line()
    {
        string program = Environment.ProcessPath!;
        bool isHosted = Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        return isHosted ? [program, Assembly.GetEntryAssembly()!.Location, Name] : [program, Name];
    }
}
