using System.Diagnostics;

namespace BioZooCte.Bridge.Tests.Support;

/// <summary>Runs <c>zoocte rank</c> as a user does.</summary>
internal static class RankProcess
{
    /// <summary>Starts it.</summary>
    public static Process Start(params IEnumerable<string> arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "zoocte.dll"), "rank", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    /// <summary>Waits for the end of processes, which have to end well.</summary>
    /// <returns>How long all of them took.</returns>
    public static TimeSpan Wait(params Process[] processes)
    {
        long start = Stopwatch.GetTimestamp();
        Task<string>[] said =
        [
            .. processes.SelectMany(process => new[]
            {
                process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync(),
            }),
        ];
        foreach (Process process in processes)
        {
            process.WaitForExit();
        }

        TimeSpan taken = Stopwatch.GetElapsedTime(start);
        string all = string.Concat(Task.WhenAll(said).GetAwaiter().GetResult());
        foreach (Process process in processes)
        {
            using (process)
            {
                if (process.ExitCode != 0)
                {
                    throw new InvalidOperationException($"zoocte rank ended with {process.ExitCode}: {all}");
                }
            }
        }

        return taken;
    }
}
