using BioZooCte.Bridge.Grpc;

namespace BioZooCte.Bridge.Tests.Grpc;

[TestClass]
public sealed class GrpcTimeoutTests
{
    [TestMethod]
    [DataRow("1H", 36_000_000_000L)]
    [DataRow("2M", 1_200_000_000L)]
    [DataRow("3S", 30_000_000L)]
    [DataRow("4m", 40_000L)]
    [DataRow("5u", 50L)]
    [DataRow("100n", 1L)]
    [DataRow("101n", 2L)]
    [DataRow("1n", 1L)]
    [DataRow("0n", 0L)]
    [DataRow("0S", 0L)]
    [DataRow("00000001S", 10_000_000L)]
    [DataRow("99999999H", 99_999_999L * 36_000_000_000L)]
    public void TryParse_DigitsAndAUnit_GivesTheTime(string value, long ticks)
    {
        Assert.IsTrue(GrpcTimeout.TryParse(value, out TimeSpan timeout));
        Assert.AreEqual(ticks, timeout.Ticks);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("S")]
    [DataRow("1")]
    [DataRow("1s")]
    [DataRow("1h")]
    [DataRow("1 S")]
    [DataRow(" 1S")]
    [DataRow("+1S")]
    [DataRow("-1S")]
    [DataRow("1.5S")]
    [DataRow("1,S")]
    [DataRow("0x1S")]
    [DataRow("123456789S")]
    [DataRow("١S")]
    [DataRow("1S, 2S")]
    public void TryParse_AnythingElse_IsRefused(string value) => Assert.IsFalse(GrpcTimeout.TryParse(value, out _));

    [TestMethod]
    public void DeadlineAfter_LongerThanTheCalendar_IsItsEnd()
    {
        DateTimeOffset now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.AreEqual(now + TimeSpan.FromHours(1), GrpcTimeout.DeadlineAfter(TimeSpan.FromHours(1), now));
        Assert.AreEqual(
            DateTimeOffset.MaxValue, GrpcTimeout.DeadlineAfter(TimeSpan.FromHours(99_999_999), now));
    }
}
