using System.CommandLine;

using BioZooCte.Cli.Rank;

namespace BioZooCte.Cli.Tests;

/// <summary>A terminal of 100 columns without colours, and the program on it.</summary>
internal sealed class Captured : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public Captured() => Terminal = new Terminal(_output, _error, 100, isInteractive: false);

    public Terminal Terminal { get; }

    /// <summary>What was written, without the blanks that tables end their lines with.</summary>
    public string Output => Trimmed(_output);

    public string Error => Trimmed(_error);

    public async Task<int> RunAsync(Command command, string[] examples, params string[] arguments)
    {
        ZoocteCommand program = new(Terminal);
        program.Add(command, examples);
        return await program.RunAsync(arguments, CancellationToken.None);
    }

    public Task<int> RankAsync(RankTask rank, params string[] arguments) =>
        RunAsync(RankCommand.Create(Terminal, rank), RankCommand.Examples, ["rank", .. arguments]);

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    private static string Trimmed(StringWriter writer) =>
        string.Join('\n', writer.ToString().Split(Environment.NewLine).Select(line => line.TrimEnd()));
}
