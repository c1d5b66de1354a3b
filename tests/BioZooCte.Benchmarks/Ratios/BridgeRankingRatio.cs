using System.Diagnostics;

using BioZooCte.Bridge.Tests.Support;
using BioZooCte.Bridge.V1;
using BioZooCte.Onnx;
using BioZooCte.Testing;

namespace BioZooCte.Benchmarks.Ratios;

/// <summary>
/// What ranking through the bridge takes against the library alone, on the same files, and how long a ranking goes on
/// after nobody waits for it any more.
/// </summary>
internal sealed class BridgeRankingRatio : IRatio
{
    private const double RankingGoal = 1.05;
    private const double CancelGoal = 1;
    private const int Cancels = 5;

    private static readonly TimeSpan IntoTheRanking = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    public IEnumerable<RatioResult> Measure()
    {
        string roots = SharedData.Require("nuclei/targets");
        RunningBridge bridge = RunningBridge
            .StartAsync(o => o with { ModelRoots = [SharedData.Require("nuclei/zoo")], ImageRoots = [roots] })
            .GetAwaiter().GetResult();
        try
        {
            string[] images = NucleiData.FirstImages(perTarget: 1);
            RankPathsRequest request = new() { Paths = { images } };
            TransferabilityEstimator estimator = new(new OnnxBackend());
            yield return new RatioResult(
                "ranking through the bridge against the library",
                Interleaved.Ratio(
                    () => bridge.Client.CallAsync<RankPathsResponse>("RankingService/RankPaths", request)
                        .GetAwaiter().GetResult().All(),
                    () => estimator.RankAsync(NucleiData.Models, images).GetAwaiter().GetResult(),
                    repetitions: 1),
                RankingGoal);
            yield return new RatioResult(
                "from cancelling a running ranking to its end, the longest of five",
                CancelAsync(bridge, new RankPathsRequest { Paths = { NucleiData.Images("dsb520") } }).GetAwaiter().GetResult(),
                CancelGoal,
                Unit: "s");
        }
        finally
        {
            bridge.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static async Task<double> CancelAsync(RunningBridge bridge, RankPathsRequest request)
    {
        double longest = 0;
        for (int i = 0; i < Cancels; i++)
        {
            using CancellationTokenSource cancel = new();
            Task call = bridge.Client.CallAsync<RankPathsResponse>("RankingService/RankPaths", cancel.Token, request);
            await Task.Delay(IntoTheRanking + TimeSpan.FromMilliseconds(370 * i));
            if (bridge.Parts.Queue.Running != 1)
            {
                throw new InvalidOperationException("The ranking did not run when it was to be cancelled.");
            }

            long start = Stopwatch.GetTimestamp();
            await cancel.CancelAsync();
            while (bridge.Parts.Queue.Running > 0)
            {
                await Task.Delay(5);
            }

            longest = Math.Max(longest, Stopwatch.GetElapsedTime(start).TotalSeconds);
            await call.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return longest;
    }
}
