using BioZooCte.Consistency;
using BioZooCte.Numerics;
using BioZooCte.Ranking;

namespace BioZooCte.Tests.Ranking;

[TestClass]
public sealed class ImageBootstrapTests
{
    private const ulong Seed = 7;
    private const int Resamples = 200;

    /// <summary>With equal scores among them, and images without one.</summary>
    [TestMethod]
    [DataRow(5, 1, 1)]
    [DataRow(6, 2, 3)]
    [DataRow(64, 1, 2)]
    [DataRow(65, 3, 7)]
    [DataRow(150, 10, 1)]
    public void Resample_AnyScores_GivesTheMediansOfWhatWasDrawn(int images, int missingEvery, int threads)
    {
        Random random = new(images);
        ModelEvidence evidence = Evidence.Model("a", [.. Enumerable.Range(0, images).Select(i => Evidence.Image(
            $"{i:000}", [missingEvery > 1 && i % missingEvery == 1 ? Evidence.EmptyBlock : Evidence.Block(random.Next(12))]))]);
        RankedImages ranked = new([evidence]);
        MeasuredModel measured = MeasuredModel.Of(evidence, "a", ranked, KnownMetrics.Parse("nhd"));

        double[] found = ImageBootstrap.Resample([new ComparedModel(measured, null, [])], Seed, Resamples, images, threads)[0].Consistency;

        int[] times = new int[images];
        for (int resample = 0; resample < Resamples; resample++)
        {
            ResampleDraws.Count(SplitMix64.Of(Seed, ResampleDraws.ImageStream, resample), times);
            double[] drawn =
                [.. measured.Scored.SelectMany(i => Enumerable.Repeat(i.Score!.Value, times[i.Position])).Order()];
            double expected = drawn.Length == 0
                ? double.NaN
                : SampleMedian.Middle(drawn[(drawn.Length - 1) / 2], drawn[drawn.Length / 2]);
            Assert.AreEqual(expected, found[resample], $"resample {resample}");
        }
    }
}
