using System.Diagnostics;

using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.Tests.Support;
using BioZooCte.Bridge.V1;
using BioZooCte.Testing;

namespace BioZooCte.Benchmarks.Ratios;

/// <summary>
/// How long a ranking goes on after nobody waits for it any more, because its client left or its deadline passed, and
/// what memory of it is left: while it runs in small tiles, and in the middle of one pass over a whole large image.
/// </summary>
internal sealed class BridgeCancelRatio : IRatio
{
    private const double EndGoal = 1;
    private const double MemoryGoal = 50;
    private const double MegaByte = 1e6;
    private const int Times = 5;
    private const int Side = 2048;

    private static readonly TimeSpan IntoTheRanking = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan MemoryLimit = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public IEnumerable<RatioResult> Measure()
    {
        string folder = Directory.CreateTempSubdirectory("biozoocte-bench-").FullName;
        string large = Path.Combine(folder, "large.tif");
        NucleiData.WriteLarge(large, Side);
        RunningBridge bridge = RunningBridge
            .StartAsync(o => o with
            {
                ModelRoots = [SharedData.Require("nuclei/zoo")],
                ImageRoots = [SharedData.Require("nuclei/targets"), folder],
                KeepsResults = false,
            })
            .GetAwaiter().GetResult();
        try
        {
            RankPathsRequest tiled = new() { Paths = { NucleiData.Images("dsb520") } };
            RankPathsRequest whole = new() { Paths = { large }, Ranking = new RankingSettings { Tile = "none" } };
            foreach ((string size, RankPathsRequest request) in
                new[] { ("in tiles", tiled), ($"over {Side} x {Side} at once", whole) })
            {
                foreach (bool byDeadline in new[] { false, true })
                {
                    string cause = byDeadline ? "deadline" : "cancel";
                    (double end, double left) = MeasureAsync(bridge, request, byDeadline).GetAwaiter().GetResult();
                    yield return new RatioResult(
                        $"from {cause} to the end of a ranking {size}, longest of five", end, EndGoal, Unit: "s");
                    yield return new RatioResult(
                        $"memory a second after {cause} of a ranking {size}, most of five", left, MemoryGoal, Unit: "MB more");
                }
            }
        }
        finally
        {
            bridge.DisposeAsync().AsTask().GetAwaiter().GetResult();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(double End, double Left)> MeasureAsync(
        RunningBridge bridge, RankPathsRequest request, bool byDeadline)
    {
        // What a first ranking loads for good is no part of it.
        await EndOneAsync(bridge, request, byDeadline: false, IntoTheRanking);
        // Measured once: what one round leaves behind counts in those after it.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        long before = Environment.WorkingSet;
        double longest = 0;
        double most = 0;
        for (int i = 0; i < Times; i++)
        {
            TimeSpan running = IntoTheRanking + TimeSpan.FromMilliseconds(370 * i);
            (double end, long after) = await EndOneAsync(bridge, request, byDeadline, running);
            longest = Math.Max(longest, end);
            most = Math.Max(most, (after - before) / MegaByte);
        }

        return (longest, most);
    }

    /// <summary>Lets one ranking run and ends it.</summary>
    /// <returns>The seconds to its end, and the process's memory a second after it was to end.</returns>
    private static async Task<(double Seconds, long Memory)> EndOneAsync(
        RunningBridge bridge, RankPathsRequest request, bool byDeadline, TimeSpan running)
    {
        using CancellationTokenSource cancel = new();
        using BridgeClient client = bridge.Client.Within(byDeadline ? running : null);
        long start = Stopwatch.GetTimestamp();
        Task<BridgeAnswer<RankPathsResponse>> call =
            client.CallAsync<RankPathsResponse>("RankingService/RankPaths", cancel.Token, request);
        while (bridge.Parts.Queue.Running == 0 && !call.IsCompleted)
        {
            await Task.Delay(1);
        }

        if (call.IsCompleted)
        {
            throw new InvalidOperationException("The ranking did not run when it was to be ended.");
        }

        TimeSpan left = running - (byDeadline ? Stopwatch.GetElapsedTime(start) : TimeSpan.Zero);
        await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        long asked = Stopwatch.GetTimestamp();
        if (!byDeadline)
        {
            await cancel.CancelAsync();
        }

        while (bridge.Parts.Queue.Running > 0 && Stopwatch.GetElapsedTime(asked) < Patience)
        {
            await Task.Delay(2);
        }

        TimeSpan end = Stopwatch.GetElapsedTime(asked);
        TimeSpan rest = MemoryLimit - end;
        await Task.Delay(rest > TimeSpan.Zero ? rest : TimeSpan.Zero);
        long memory = Environment.WorkingSet;
        await ((Task)call).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return byDeadline && (await call).Code != StatusCode.DeadlineExceeded
            ? throw new InvalidOperationException($"The ranking ended with {(await call).Code}, not with its deadline.")
            : (end.TotalSeconds, memory);
    }
}
