using System.Diagnostics;

namespace BioZooCte.Packaging.Tests;

/// <summary>Runs the <c>dotnet</c> that runs the tests.</summary>
internal static class DotNet
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>What it wrote, to either stream; the test fails with it where the exit code is not 0.</summary>
    public static async Task<string> RunAsync(
        string folder, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // A build server would hold the streams open after the end.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        using Process process = Process.Start(start)!;
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ending.CancelAfter(Limit);
        process.StandardInput.Close();
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(ending.Token);
            Task<string> error = process.StandardError.ReadToEndAsync(ending.Token);
            string text = await output + await error;
            await process.WaitForExitAsync(ending.Token);
            Assert.AreEqual(0, process.ExitCode, $"dotnet {string.Join(' ', start.ArgumentList)} failed:\n{text}");
            return text;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
