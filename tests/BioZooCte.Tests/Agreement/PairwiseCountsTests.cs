using BioZooCte.Agreement;
using BioZooCte.Consistency;

namespace BioZooCte.Tests.Agreement;

[TestClass]
public sealed class PairwiseCountsTests
{
    private const int Positions = 12;

    [TestMethod]
    public void WriteOverlaps_AnyNumberOfModels_IsToTheBitThatOfEachTwo()
    {
        Random random = new(3);
        for (int models = 1; models < 40; models++)
        {
            using PairwiseCounts counts = new(models, Positions);
            for (int m = 0; m < models; m++)
            {
                counts.Foreground[m] = random.Next(4) switch { 0 => 0, 1 => Positions, _ => random.Next(Positions) };
                for (int k = 0; k < m; k++)
                {
                    counts.BothOf(m)[k] = BothOf(counts.Foreground[m], counts.Foreground[k], random);
                }
            }

            int last = models - 1;
            double[] overlaps = new double[last];
            counts.WriteOverlaps(last, overlaps);

            for (int k = 0; k < last; k++)
            {
                double? expected = MeanIntersectionOverUnion.Of(
                    Positions, counts.Foreground[last], counts.Foreground[k], counts.BothOf(last)[k]);
                Assert.AreEqual(
                    BitConverter.DoubleToInt64Bits(Math.Abs(expected ?? double.NaN)),
                    BitConverter.DoubleToInt64Bits(Math.Abs(overlaps[k])),
                    $"{models} models, {k}: {overlaps[k]} instead of {expected}");
            }
        }
    }

    /// <summary>What two foregrounds can have in common.</summary>
    private static long BothOf(long first, long second, Random random) =>
        random.NextInt64(Math.Max(0, first + second - Positions), Math.Min(first, second) + 1);
}
