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

    private static string Camps(string sides, double inside, double across, int[]? groups = null)
    {
        double?[][] overlaps = [.. sides.Select(a => sides.Select(b => (double?)(a == b ? inside : across)).ToArray())];
        return string.Join(" | ", CampFinder
            .Find(overlaps, groups ?? [.. Enumerable.Range(0, sides.Length)])
            .Select(camp => string.Join(' ', camp)));
    }
}
