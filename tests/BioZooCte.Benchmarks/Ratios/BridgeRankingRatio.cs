using BioZooCte.Bridge.Tests.Support;
using BioZooCte.Bridge.V1;
using BioZooCte.Onnx;
using BioZooCte.Testing;

namespace BioZooCte.Benchmarks.Ratios;

/// <summary>
/// What ranking through a running bridge takes, by path and with images that are read here and streamed as tiles:
/// against the library alone on the same files, and against <c>zoocte rank</c>, whose start counts.
/// </summary>
internal sealed class BridgeRankingRatio : IRatio
{
    private const double RankingGoal = 1.05;
    private const int TileSide = 256;

    /// <inheritdoc/>
    public IEnumerable<RatioResult> Measure()
    {
        string[] images = NucleiData.FirstImages(perTarget: 1);
        RankPathsRequest paths = new() { Paths = { images } };
        TransferabilityEstimator estimator = new(new OnnxBackend());
        RunningBridge bridge = RunningBridge
            .StartAsync(o => o with
            {
                ModelRoots = [SharedData.Require("nuclei/zoo")],
                ImageRoots = [SharedData.Require("nuclei/targets")],
                KeepsResults = false,
            })
            .GetAwaiter().GetResult();
        try
        {
            yield return Compare("by path against the library", ByPath, InLibrary);
            yield return Compare("by tiles against the library", ByTiles, InLibrary);
            yield return Compare("by tiles against zoocte rank with its start", ByTiles, ByCommand);
        }
        finally
        {
            bridge.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        void ByPath() => bridge.Client.CallAsync<RankPathsResponse>("RankingService/RankPaths", paths)
            .GetAwaiter().GetResult().All();

        void ByTiles() => bridge.Client.CallAsync<RankModelsResponse>(
            "RankingService/RankModels", StreamedFiles.Ranking(images, TileSide)).GetAwaiter().GetResult().All();

        void InLibrary() => estimator.RankAsync(NucleiData.Models, images).GetAwaiter().GetResult();

        void ByCommand() => RankProcess.Wait(
            RankProcess.Start(["--models", SharedData.Require("nuclei/zoo"), "--images", .. images, "--no-store"]));
    }

    private static RatioResult Compare(string what, Action bridge, Action other) => new(
        $"ranking through the bridge {what}", Interleaved.Ratio(bridge, other, repetitions: 1), RankingGoal);
}
