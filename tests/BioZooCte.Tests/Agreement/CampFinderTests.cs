using BioZooCte.Agreement;

namespace BioZooCte.Tests.Agreement;

[TestClass]
public sealed class CampFinderTests
{
    [TestMethod]
    public void Find_TwoCamps_AreFoundTheGreaterFirst() =>
        Assert.AreEqual("1 3 4 | 0 2", Camps("10100", 0.8, 0.1));

    [TestMethod]
    public void Find_AgreeAcross_NoCamps() => Assert.AreEqual("", Camps("10100", 0.8, 0.5));

    [TestMethod]
    public void Find_DoNotAgreeInside_NoCamps() => Assert.AreEqual("", Camps("10100", 0.6, 0.1));

    [TestMethod]
    public void Find_OneAgainstAll_IsNoCamp() => Assert.AreEqual("", Camps("10000", 0.8, 0.1));

    [TestMethod]
    public void Find_CopiesAgainstAll_AreNoCamp() => Assert.AreEqual("", Camps("10100", 0.8, 0.1, [7, 1, 7, 3, 4]));

    [TestMethod]
    public void Find_NoModels_NoCamps() => Assert.AreEqual("", Camps("", 0.8, 0.1));

    /// <summary>Two models follow each leader; the six values across have their median between the middle two.</summary>
    [TestMethod]
    [DataRow(0.1, 0.69, true)]
    [DataRow(0.1, 0.71, false)]
    [DataRow(0.39, 0.4, true)]
    [DataRow(0.4, 0.4, false)]
    public void Find_HalfOfTheValuesAcrossAreBelow_TheTwoInTheMiddleDecide(double lower, double upper, bool areCamps)
    {
        double[][] across = [[0.05, lower, 0.75], [0.05, upper, 0.75]];
        double?[][] overlaps = [.. Enumerable.Range(0, 5).Select(a => Enumerable.Range(0, 5)
            .Select(b => (double?)(a < 2 == b < 2 ? 0.8 : across[Math.Min(a, b)][Math.Max(a, b) - 2])).ToArray())];

        Assert.AreEqual(areCamps ? 2 : 0, CampFinder.Find(overlaps, [0, 1, 2, 3, 4]).Length);
    }

    private static string Camps(string sides, double inside, double across, int[]? groups = null)
    {
        double?[][] overlaps = [.. sides.Select(a => sides.Select(b => (double?)(a == b ? inside : across)).ToArray())];
        return string.Join(" | ", CampFinder
            .Find(overlaps, groups ?? [.. Enumerable.Range(0, sides.Length)])
            .Select(camp => string.Join(' ', camp)));
    }
}
