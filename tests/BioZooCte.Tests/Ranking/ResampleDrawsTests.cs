using BioZooCte.Numerics;
using BioZooCte.Ranking;

namespace BioZooCte.Tests.Ranking;

[TestClass]
public class ResampleDrawsTests
{
    /// <summary>
    /// Computed apart, from the definition of SplitMix64: a published interval stays what it is.
    /// </summary>
    [TestMethod]
    [DataRow(0ul, 0, 0, "1 1 2 0 1 3 0 0")]
    [DataRow(0ul, 0, 1, "2 0 2 1 2 1 0 0")]
    [DataRow(0ul, 3, 0, "1 1 1 1 1 0 3 0")]
    [DataRow(7ul, 0, 1999, "1 1 0 1 2 2 1 0")]
    public void Count_SeedStreamAndResample_AreAlwaysTheSameDraws(
        ulong seed, int stream, int resample, string expected)
    {
        int[] times = [9, 9, 9, 9, 9, 9, 9, 9];

        ResampleDraws.Count(SplitMix64.Of(seed, stream, resample), times);

        Assert.AreEqual(expected, string.Join(' ', times));
    }
}
