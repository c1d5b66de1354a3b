namespace BioZooCte.Sqlite.Tests;

/// <summary>Whether who claimed something still runs: this machine's processes are known, others are as they say.</summary>
[TestClass]
public sealed class StoreOwnerTests
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(600);

    [TestMethod]
    public void IsAlive_NumberThatAnotherProcessHasNow_IsNot()
    {
        StoreOwner here = StoreOwner.New();

        Assert.IsFalse((here with { Started = here.Started - TimeSpan.TicksPerHour }).IsAlive(DateTime.UtcNow, LongestWait));
    }

    [TestMethod]
    [DataRow(600, true)]
    [DataRow(630, true)]
    [DataRow(670, false)]
    public void IsAlive_HereOrElsewhere_IsUntilItIsSilentForLongerThanItMayWait(int seconds, bool expected)
    {
        StoreOwner here = StoreOwner.New();
        StoreOwner other = here with { Host = "another" };
        DateTime lastBeat = DateTime.UtcNow.AddSeconds(-seconds);

        Assert.AreEqual((expected, expected), (here.IsAlive(lastBeat, LongestWait), other.IsAlive(lastBeat, LongestWait)));
    }

    [TestMethod]
    public void IsAlive_NumberThatNoProcessHas_IsNot() =>
        Assert.IsFalse((StoreOwner.New() with { Process = int.MaxValue }).IsAlive(DateTime.UtcNow, LongestWait));
}
