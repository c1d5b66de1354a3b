using BioZooCte.Bridge.Tests.Support;
using BioZooCte.Bridge.V1;
using BioZooCte.Onnx;
using BioZooCte.Testing;

namespace BioZooCte.Benchmarks.Ratios;

/// <summary>What ranking through the bridge takes against the library alone, on the same files.</summary>
internal sealed class BridgeRankingRatio : IRatio
{
    private const double RankingGoal = 1.05;

    /// <inheritdoc/>
    public IEnumerable<RatioResult> Measure()
    {
        string roots = SharedData.Require("nuclei/targets");
        RunningBridge bridge = RunningBridge
            .StartAsync(o => o with
            {
                ModelRoots = [SharedData.Require("nuclei/zoo")],
                ImageRoots = [roots],
                KeepsResults = false,
            })
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
        }
        finally
        {
            bridge.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
