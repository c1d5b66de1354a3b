namespace BioZooCte.Sqlite.Tests;

/// <summary>Whether who claimed something still runs: this machine's processes are known, others are as they say.</summary>
[TestClass]
public sealed class StoreOwnerTests
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(600);

    [TestMethod]
    public void IsAlive_RunningProcessThatCouldNotSaySo_Is() =>
        Assert.IsTrue(StoreOwner.New().IsAlive(DateTime.UnixEpoch, LongestWait));

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
    public void IsAlive_OfAnotherMachine_IsUntilItIsSilentForLongerThanItMayWait(int seconds, bool expected)
    {
        StoreOwner other = StoreOwner.New() with { Host = "another" };

        Assert.AreEqual(expected, other.IsAlive(DateTime.UtcNow.AddSeconds(-seconds), LongestWait));
    }
}
