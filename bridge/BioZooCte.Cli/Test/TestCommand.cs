using System.CommandLine;

using BioZooCte.Cli.Inputs;
using BioZooCte.Cli.Options;

namespace BioZooCte.Cli.Test;

/// <summary><c>zoocte test</c>: does a package give what its authors say it gives?</summary>
internal static class TestCommand
{
    /// <summary>Examples for the help.</summary>
    public static readonly string[] Examples =
    [
        "zoocte test zoo/dsb520",
        "zoocte test zoo",
        "zoocte test old/rdf.yaml --allow-hash-mismatch",
    ];

    /// <summary>The command.</summary>
    /// <param name="terminal">Where it writes.</param>
    /// <param name="test">Tests a package; the second argument allows other hashes than declared.</param>
    public static Command Create(Terminal terminal, Func<string, bool, CancellationToken, Task<TestView>> test)
    {
        Command command = new(
            "test",
            "Run a package on its own test inputs, compare with its test outputs, and say what rank would do with it."
            + " The package is judged as it lies.");
        Argument<string[]> packages = PackageOption.Packages();
        Option<bool> allowHashMismatch = PackageOption.AllowHashMismatch();
        command.Add(packages);
        command.Add(allowHashMismatch);
        command.SetAction((result, cancellationToken) => Guard.RunAsync(
            terminal,
            async () =>
            {
                bool passes = true;
                foreach (string package in ModelFinder.Find("test", result.GetRequiredValue(packages)))
                {
                    TestView view = await test(package, result.GetValue(allowHashMismatch), cancellationToken)
                        .ConfigureAwait(false);
                    TestRenderer.Write(terminal.Output, view);
                    passes &= view.Passes;
                }

                return passes ? ExitCode.Done : ExitCode.Incomplete;
            }));
        return command;
    }
}
