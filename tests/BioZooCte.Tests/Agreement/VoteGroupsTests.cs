using BioZooCte.Agreement;

namespace BioZooCte.Tests.Agreement;

[TestClass]
public sealed class VoteGroupsTests
{
    [TestMethod]
    public void Of_SameWeightsVersionOrParent_IsOneVote() => Assert.AreEqual(
        "0 1 0 1 4 4 6 7 7",
        Groups(
            new("s1", "a", null),
            new("s2", "b", null),
            new("s1", "c", null),
            new("s3", "b", null),
            new("s4", "d", "base"),
            new("s5", "e", "base"),
            new("s6", null, null),
            new(null, "10.5281/zenodo.5764892/6647674", null),
            new(null, "10.5281/zenodo.5764892/6647688", null)));

    [TestMethod]
    public void Of_NothingKnown_IsAVoteOfItsOwn() =>
        Assert.AreEqual("0 1 2", Groups(new(null, null, null), new("", "", ""), new(null, null, null)));

    [TestMethod]
    public void Of_ChainByWayOfAThird_IsOneVote() => Assert.AreEqual(
        "0 1 0 0", Groups(new("s1", "a", null), new("s2", "b", null), new("s3", "c", "p"), new("s1", "d", "p")));

    private static string Groups(params VoteIdentity[] models) => string.Join(' ', VoteGroups.Of(models));
}
