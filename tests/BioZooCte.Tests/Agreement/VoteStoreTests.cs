using BioZooCte.Agreement;

namespace BioZooCte.Tests.Agreement;

[TestClass]
public sealed class VoteStoreTests
{
    [TestMethod]
    public void PositionsOf_AskedForEachModel_AreTheSameUntilSomethingOfTheImageDiffers()
    {
        using VoteStore store = new();

        VotePositions first = store.PositionsOf(1, "a.tif", [(0, 0), (0, 1)], 8, 9, 5);

        Assert.AreSame(first, store.PositionsOf(1, "a.tif", [(0, 0), (0, 1)], 8, 9, 5));
        VotePositions[] others =
        [
            store.PositionsOf(2, "a.tif", [(0, 0), (0, 1)], 8, 9, 5),
            store.PositionsOf(1, "b.tif", [(0, 0), (0, 1)], 8, 9, 5),
            store.PositionsOf(1, "a.tif", [(0, 0), (0, 2)], 8, 9, 5),
            store.PositionsOf(1, "a.tif", [(0, 0), (0, 1)], 9, 8, 5),
            store.PositionsOf(1, "a.tif", [(0, 0), (0, 1)], 8, 9, 6),
            store.PositionsOf(1, "a.tif", [(0, 0), (0, 1)], 8, 9, null),
        ];
        foreach (VotePositions other in others)
        {
            Assert.IsFalse(first.IsSameAs(other));
        }
    }
}
