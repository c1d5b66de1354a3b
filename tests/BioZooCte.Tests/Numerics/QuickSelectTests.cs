using BioZooCte.Numerics;

namespace BioZooCte.Tests.Numerics;

[TestClass]
public sealed class QuickSelectTests
{
    [TestMethod]
    [DataRow("random")]
    [DataRow("sorted")]
    [DataRow("reversed")]
    [DataRow("equal")]
    [DataRow("two values")]
    [DataRow("organ pipe")]
    [DataRow("infinite")]
    public void At_EachPlace_IsWhatSortingPutsThere(string shape)
    {
        foreach (int count in new[] { 1, 2, 15, 16, 17, 18, 100, 333 })
        {
            double[] values = Values(shape, count);
            double[] sorted = [.. values.Order()];
            for (int place = 0; place < count; place++)
            {
                double[] own = [.. values];

                Assert.AreEqual(sorted[place], QuickSelect.At(own, place), $"{count} values, place {place}");

                Assert.IsTrue(own[..place].All(value => value <= own[place]), $"{count} values, before {place}");
                Assert.IsTrue(own[place..].All(value => value >= own[place]), $"{count} values, after {place}");
                CollectionAssert.AreEquivalent(values, own);
            }
        }
    }

    /// <summary>Some of these lose two values a round: if nothing ended that, half a million rounds over a million values.</summary>
    [TestMethod]
    [Timeout(120_000)]
    [DataRow("organ pipe")]
    [DataRow("valley")]
    [DataRow("falling twice")]
    [DataRow("equal")]
    public void At_SmoothSeries_TakesAMoment(string shape)
    {
        double[] values = Values(shape, 1_000_000);
        double[] sorted = [.. values.Order()];
        foreach (int place in new[] { 10, 500_000, 999_990 })
        {
            Assert.AreEqual(sorted[place], QuickSelect.At([.. values], place));
        }
    }

    private static double[] Values(string shape, int count)
    {
        Random random = new(count);
        return
        [
            .. Enumerable.Range(0, count).Select(i => shape switch
            {
                "sorted" => i,
                "reversed" => -i,
                "equal" => 1,
                "two values" => random.Next(2),
                "valley" => Math.Abs(i - (count / 2)),
                "falling twice" => -i % Math.Max(1, count / 2),
                "organ pipe" => Math.Min(i, count - i),
                "infinite" => i % 5 == 0 ? double.PositiveInfinity : i % 7 == 0 ? double.NegativeInfinity : i,
                _ => random.NextDouble(),
            }),
        ];
    }
}
