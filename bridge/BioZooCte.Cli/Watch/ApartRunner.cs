using System.Diagnostics;

using BioZooCte.Bridge.Isolation;
using BioZooCte.Cli.Serve;

namespace BioZooCte.Cli.Watch;

/// <summary>Measures a model by a <c>zoocte rank</c> of its own, into the same store.</summary>
/// <param name="program">The program and the arguments before the command's name.</param>
/// <param name="arguments">How models are ranked, as on the command line.</param>
/// <param name="store">The store's file.</param>
internal sealed class ApartRunner(IReadOnlyList<string> program, IReadOnlyList<string> arguments, string store)
{
    /// <summary>This program.</summary>
    public static ApartRunner Self(IReadOnlyList<string> arguments, string store) =>
        new(ChildCommand.Program(), arguments, store);

    /// <summary>Measures a model.</summary>
    /// <param name="model">The package.</param>
    /// <param name="images">The images.</param>
    /// <param name="cancellationToken">Ends the process.</param>
    /// <returns>How the process ended where it did by itself; null where it ended as it should.</returns>
    public async Task<string?> RunAsync(
        string model, IReadOnlyList<string> images, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new(
            program[0],
            [
                .. program.Skip(1), "rank", "--models", model, "--images", .. images, "--store", store,
                .. Alone(arguments),
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        using Process process = Process.Start(start)
            ?? throw new InvalidOperationException($"{program[0]} could not be started.");
        process.StandardInput.Close();
        string last = "";
        process.ErrorDataReceived += (_, line) => last = string.IsNullOrWhiteSpace(line.Data) ? last : line.Data.Trim();
        process.OutputDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        try
        {
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Kill(process);
            throw;
        }

        // Where somebody asked it to end, the model is not to blame, and nothing is kept against it.
        return process.ExitCode is ExitCode.Done or ExitCode.Incomplete or ExitCode.Misused
            || ProcessEnd.IsAsked(process.ExitCode)
            ? null
            : $"it ended the process that ran it ({ProcessEnd.Describe(process.ExitCode, last)})";
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }
    }

    /// <summary>The arguments for one model: an estimator that compares models needs several.</summary>
    private static List<string> Alone(IReadOnlyList<string> arguments)
    {
        List<string> alone = [.. arguments];
        int estimator = alone.IndexOf("--estimator");
        if (estimator >= 0)
        {
            alone.RemoveRange(estimator, 2);
        }

        return alone;
    }
}
