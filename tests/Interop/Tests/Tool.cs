using System.Diagnostics;

namespace BioZooCte.Interop.Tests;

/// <summary>Runs a program of another language and tells what came of it.</summary>
internal static class Tool
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    /// <summary>The first of some programs that is there; inconclusive where none is.</summary>
    /// <param name="names">Full paths, or names that are looked for on the PATH.</param>
    public static string Require(params string[] names)
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return names
            .SelectMany(name => Path.IsPathRooted(name) ? [name] : folders.Select(folder => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists)
            ?? throw new AssertInconclusiveException(
                $"There is no {string.Join(" and no ", names)}: tests/Interop/install brings it.");
    }

    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">Its file.</param>
    /// <param name="arguments">What it is given.</param>
    /// <param name="cancellationToken">Ends the program with all it started.</param>
    /// <param name="environment">Variables beside those of this process.</param>
    /// <param name="folder">Where it runs; null for here.</param>
    /// <param name="limit">How long it may take; null for four minutes.</param>
    public static async Task<Outcome> RunAsync(
        string program,
        IEnumerable<string> arguments,
        CancellationToken cancellationToken,
        IReadOnlyDictionary<string, string>? environment = null,
        string? folder = null,
        TimeSpan? limit = null)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder ?? "",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ending.CancelAfter(limit ?? Limit);
        process.StandardInput.Close();
        try
        {
            Task<string> error = process.StandardError.ReadToEndAsync(ending.Token);
            string output = await process.StandardOutput.ReadToEndAsync(ending.Token);
            await process.WaitForExitAsync(ending.Token);
            string command = $"{Path.GetFileName(program)} {string.Join(' ', start.ArgumentList)}";
            return new Outcome(command, process.ExitCode, output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
