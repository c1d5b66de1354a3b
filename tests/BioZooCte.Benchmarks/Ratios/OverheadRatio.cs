using System.Diagnostics;

using BioZooCte.Onnx;
using BioZooCte.Ranking;
using BioZooCte.Reports;

namespace BioZooCte.Benchmarks.Ratios;

/// <summary>
/// What a ranking takes beside the passes through the networks: (wall − Σ passes) / Σ passes with one thread, from
/// the first session created to the JSON written, on the first image of each target.
/// </summary>
internal sealed class OverheadRatio : IRatio
{
    private const int Rounds = 5;
    private const double Goal = 0.05;

    /// <inheritdoc/>
    public IEnumerable<RatioResult> Measure()
    {
        double[] ratios = new double[Rounds];
        for (int i = 0; i < Rounds; i++)
        {
            ratios[i] = MeasureOnceAsync().GetAwaiter().GetResult();
        }

        Array.Sort(ratios);
        yield return new RatioResult("overhead beside the passes, one thread", ratios[Rounds / 2], Goal);
    }

    private static async Task<double> MeasureOnceAsync()
    {
        TimedBackend backend = new(new OnnxBackend());
        TransferabilityEstimator estimator = new(backend, new EstimationOptions { Threads = 1 });
        ModelRanking ranking = await estimator.RankAsync(NucleiData.Models, NucleiData.FirstImages(perTarget: 1));
        using MemoryStream json = new();
        await RankingJson.WriteAsync(json, new RankingReport(ranking));
        TimeSpan wall = Stopwatch.GetElapsedTime(backend.FirstOpened);
        return (wall - backend.PassTime) / backend.PassTime;
    }
}
