using System.Diagnostics;

using BioZooCte.Bridge.Tests.Support;
using BioZooCte.Testing;

namespace BioZooCte.Benchmarks.Ratios;

/// <summary>The most memory that <c>zoocte rank</c> takes, as the system counts it for its process.</summary>
internal sealed class PeakMemory : IRatio
{
    private const int Side = 10_000;
    private const double LargeGoal = 600;
    private const double SetGoal = 500;
    private const double MegaByte = 1e6;

    /// <inheritdoc/>
    public IEnumerable<RatioResult> Measure()
    {
        string zoo = SharedData.Require("nuclei/zoo");
        string targets = SharedData.Require("nuclei/targets");
        string folder = Directory.CreateTempSubdirectory("biozoocte-bench-").FullName;
        try
        {
            string store = Path.Combine(folder, "results.sqlite");
            yield return new RatioResult(
                "peak memory, all nuclei models on all images",
                Peak("--models", zoo, "--images", Path.Combine(targets, "*", "images"), "--store", store),
                SetGoal,
                Unit: "MB");
            string image = Path.Combine(folder, "large.tif");
            NucleiData.WriteLarge(image, Side);
            string model = NucleiData.Models[0];
            yield return new RatioResult(
                $"peak memory, one model on {Side} x {Side} uint16",
                Peak("--models", model, "--images", image, "--perturbation", "contrast:0.7"),
                LargeGoal,
                Unit: "MB");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Peak(params string[] arguments)
    {
        using Process process = RankProcess.Start(arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> progress = process.StandardError.ReadToEndAsync();
        long peak = 0;
        while (!process.WaitForExit(milliseconds: 20))
        {
            process.Refresh();
            peak = process.HasExited ? peak : Math.Max(peak, process.PeakWorkingSet64);
        }

        string table = output.GetAwaiter().GetResult() + progress.GetAwaiter().GetResult();
        return process.ExitCode == 0
            ? peak / MegaByte
            : throw new InvalidOperationException($"zoocte rank ended with {process.ExitCode}: {table}");
    }
}
