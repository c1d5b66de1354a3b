using BioZooCte.Agreement;
using BioZooCte.Consistency;

namespace BioZooCte.Tests.Agreement;

[TestClass]
public sealed class PairwiseCountsTests
{
    [TestMethod]
    [DataRow(12L)]
    [DataRow(1L << 40)]
    public void WriteOverlaps_AnyNumberOfModels_IsToTheBitThatOfEachTwo(long positions)
    {
        Random random = new(3);
        for (int models = 1; models <= 68; models++)
        {
            using PairwiseCounts counts = new(models, positions);
            for (int m = 0; m < models; m++)
            {
                counts.Foreground[m] = random.Next(4) switch { 0 => 0, 1 => positions, _ => random.NextInt64(positions) };
                for (int k = 0; k < m; k++)
                {
                    counts.BothOf(m)[k] = BothOf(positions, counts.Foreground[m], counts.Foreground[k], random);
                }
            }

            int last = models - 1;
            double[] overlaps = new double[last];
            counts.WriteOverlaps(last, overlaps);

            for (int k = 0; k < last; k++)
            {
                double? expected = MeanIntersectionOverUnion.Of(
                    positions, counts.Foreground[last], counts.Foreground[k], counts.BothOf(last)[k]);
                bool isSame = expected is double one
                    ? BitConverter.DoubleToInt64Bits(one) == BitConverter.DoubleToInt64Bits(overlaps[k])
                    : double.IsNaN(overlaps[k]);
                Assert.IsTrue(isSame, $"{models} models, {k}: {overlaps[k]} instead of {expected}");
            }
        }
    }

    /// <summary>What two foregrounds can have in common.</summary>
    private static long BothOf(long positions, long first, long second, Random random) =>
        random.NextInt64(Math.Max(0, first + second - positions), Math.Min(first, second) + 1);
}
