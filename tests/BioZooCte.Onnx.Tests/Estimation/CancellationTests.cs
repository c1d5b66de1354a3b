using System.Diagnostics;

using BioZooCte.Images;
using BioZooCte.Tensors;
using BioZooCte.Tiling;

namespace BioZooCte.Onnx.Tests.Estimation;

/// <summary>A running pass of a real network is ended, too.</summary>
[TestClass]
[DoNotParallelize]
public sealed class CancellationTests
{
    [TestMethod]
    public async Task RankAsync_CanceledDuringAPass_EndsBeforeThePassWould()
    {
        const int Edge = 2048;
        string model = NucleiData.ScalingPackages()[0];
        AxisTensor tensor = new(TensorShape.Of("yx", Edge, Edge), ElementType.UInt8);
        new Random(1).NextBytes(tensor.Bytes);
        using TensorImage image = new("large", tensor);
        using CancellationTokenSource cancel = new();
        EstimationOptions options = new() { TileSize = TileSize.Whole, Threads = 1 };
        Task<Ranking.ModelRanking> ranking = new TransferabilityEstimator(new OnnxBackend(), options)
            .RankAsync([model], [image], cancellationToken: cancel.Token);
        await Task.Delay(1500);
        Stopwatch watch = Stopwatch.StartNew();
        await cancel.CancelAsync();
        EstimationCanceledException canceled =
            await Assert.ThrowsExactlyAsync<EstimationCanceledException>(() => ranking);
        Assert.IsLessThan(5, watch.Elapsed.TotalSeconds);
        Assert.IsTrue(canceled.Partial.IsPartial);
        Assert.AreEqual(0, canceled.Partial.Models.Single().Images);
    }
}
