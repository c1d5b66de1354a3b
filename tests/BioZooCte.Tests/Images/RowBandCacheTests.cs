using BioZooCte.Images;

namespace BioZooCte.Tests.Images;

[TestClass]
public sealed class RowBandCacheTests
{
    [TestMethod]
    public void Add_OverBudget_LetsGoOfWhatWasUsedLongestAgo()
    {
        RowBandCache cache = new(budget: 30);
        RowBand Band() => new(0, new byte[10]);
        cache.Add(0, 0, Band());
        cache.Add(1, 0, Band());
        cache.Add(2, 0, Band());
        Assert.IsNotNull(cache.Find(0, 0));

        cache.Add(3, 0, Band());

        Assert.IsNotNull(cache.Find(0, 0));
        Assert.IsNull(cache.Find(1, 0));
        Assert.IsNotNull(cache.Find(2, 0));
        Assert.AreEqual(30, cache.Bytes);
    }

    [TestMethod]
    public void Add_BandBeyondTheBudget_IsTheOnlyOneKept()
    {
        RowBandCache cache = new(budget: 30);
        cache.Add(0, 0, new RowBand(0, new byte[10]));

        cache.Add(0, 1, new RowBand(1, new byte[100]));

        Assert.IsNull(cache.Find(0, 0));
        Assert.IsNotNull(cache.Find(0, 1));
        Assert.AreEqual(100, cache.Bytes);
    }
}
