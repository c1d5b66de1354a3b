using BioZooCte.Images;
using BioZooCte.Models;
using BioZooCte.Ranking;
using BioZooCte.Tensors;
using BioZooCte.Tests.Models;
using BioZooCte.Tests.Packages;

namespace BioZooCte.Tests.Estimation;

/// <summary>A thread for which no tile is left helps with those of others.</summary>
[TestClass]
public sealed class SharedTilesTests
{
    private const int LastHeight = 32;

    [TestMethod]
    public async Task RankAsync_LastTile_ItsPairsAreSharedByThreads()
    {
        using PackageFolder folder = new();
        using Barrier bothBegan = new(2);
        using Barrier pairs = new(2);
        int ofLast = 0;
        FakeBackend backend = new()
        {
            BeforePass = (pass, input, token) =>
            {
                bool isPairOfLast =
                    input.Shape.SizeOf(AxisIds.Y) == LastHeight && Interlocked.Increment(ref ofLast) > 1;
                if ((pass <= 2 && !bothBegan.SignalAndWait(TimeSpan.FromSeconds(30), token))
                    || (isPairOfLast && !pairs.SignalAndWait(TimeSpan.FromSeconds(30), token)))
                {
                    throw new ModelRunException("fake", "no other thread came");
                }
            },
        };
        using TensorImage first = FakeImages.Blobs("first", "yx", 24, 40);
        using TensorImage second = FakeImages.Blobs("second", "yx", 24, 40);
        using TensorImage last = FakeImages.Blobs("last", "yx", LastHeight, 40);

        ModelRanking ranking = await new TransferabilityEstimator(backend, new EstimationOptions { Threads = 2 })
            .RankAsync([new FakeModel().Write(folder)], [first, second, last]);

        Assert.IsNull(ranking.Models[0].Error, ranking.Models[0].Error);
        Assert.AreEqual(3, ranking.Models[0].Scored);
        Assert.AreEqual(9, backend.Passes);
    }
}
