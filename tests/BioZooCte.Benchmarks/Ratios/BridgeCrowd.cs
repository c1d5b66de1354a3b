using System.Diagnostics;
using System.Text.Json;

using BioZooCte.Bridge.Tests.Support;
using BioZooCte.Bridge.V1;
using BioZooCte.Testing;

namespace BioZooCte.Benchmarks.Ratios;

/// <summary>Many rankings asked for at once of one <c>zoocte serve</c>: none fails, all are equal, and memory is bounded.</summary>
internal sealed class BridgeCrowd : IRatio
{
    private const int Rankings = 64;
    private const double MemoryGoal = 1500;
    private const double MegaByte = 1e6;

    /// <inheritdoc/>
    public IEnumerable<RatioResult> Measure()
    {
        string image = NucleiData.Images("dsb520")[0];
        RankPathsRequest paths = new() { Paths = { image } };
        RankModelsRequest[] stream = [.. StreamedFiles.Ranking([image])];
        return
        [
            .. Measure("by path", async client =>
                (await client.CallAsync<RankPathsResponse>("RankingService/RankPaths", paths)).All()[^1].Event.Final),
            .. Measure("by stream", async client =>
                (await client.CallAsync<RankModelsResponse>("RankingService/RankModels", stream)).All()[^1].Event.Final),
        ];
    }

    private static IEnumerable<RatioResult> Measure(string way, Func<BridgeClient, Task<Bridge.V1.Ranking>> rank)
    {
        string folder = Directory.CreateTempSubdirectory("biozoocte-bench-").FullName;
        using Process server = Start(folder);
        try
        {
            (int failed, double peak) =
                RankAsync(server, Path.Combine(folder, "connection.json"), rank).GetAwaiter().GetResult();
            yield return new RatioResult($"failed or different of {Rankings} rankings at once {way}", failed, 0);
            yield return new RatioResult(
                $"peak memory of the bridge with {Rankings} rankings at once {way}", peak, MemoryGoal, Unit: "MB");
        }
        finally
        {
            server.Kill();
            server.WaitForExit();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Process Start(string folder)
    {
        ProcessStartInfo start = new("dotnet")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "zoocte.dll"), "serve",
                "--model-root", SharedData.Require("nuclei/zoo"),
                "--image-root", SharedData.Require("nuclei/targets"),
                "--state", Path.Combine(folder, "state"), "--no-store",
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["BIOZOOCTE_CONNECTION"] = Path.Combine(folder, "connection.json");
        Process process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.StandardOutput.ReadLine();
        return process;
    }

    private static async Task<(int Failed, double Peak)> RankAsync(
        Process server, string connection, Func<BridgeClient, Task<Bridge.V1.Ranking>> rank)
    {
        using JsonDocument content = JsonDocument.Parse(await File.ReadAllTextAsync(connection));
        using BridgeClient client = new(
            $"127.0.0.1:{content.RootElement.GetProperty("port").GetInt32()}", content.RootElement.GetProperty("token").GetString());
        Bridge.V1.Ranking alone = await rank(client);
        Task<Bridge.V1.Ranking>[] crowd = [.. Enumerable.Range(0, Rankings).Select(_ => rank(client))];
        Task all = Task.WhenAll(crowd);
        long peak = 0;
        while (!all.IsCompleted)
        {
            server.Refresh();
            peak = Math.Max(peak, server.PeakWorkingSet64);
            await Task.WhenAny(all, Task.Delay(100));
        }

        return (crowd.Count(one => !one.IsCompletedSuccessfully || !one.Result.Equals(alone)), peak / MegaByte);
    }
}
