using BioZooCte.Cli.Progress;

namespace BioZooCte.Cli.Tests.Progress;

[TestClass]
public sealed class ProgressTests
{
    [TestMethod]
    [DataRow(0.5, 1, "")]
    [DataRow(0.0, 100, "")]
    [DataRow(1.0, 100, "")]
    [DataRow(0.5, 5, "a few seconds left")]
    [DataRow(0.25, 10, "about 30 s left")]
    [DataRow(0.1, 60, "about 9 min left")]
    [DataRow(0.1, 700, "about 1 h 45 min left")]
    [DataRow(0.5, 7190, "about 2 h 0 min left")]
    public void TimeLeft_ShareAndElapsed_IsInWords(double share, int seconds, string expected) =>
        Assert.AreEqual(expected, TimeLeft.Of(share, TimeSpan.FromSeconds(seconds)));

    [TestMethod]
    public void PlainProgress_ManyReports_WritesALineNowAndThen()
    {
        using StringWriter writer = new();
        Clock clock = new();
        PlainProgress progress = new(writer, clock);
        progress.Report(new WorkProgress("1 of 2: a", 0));
        clock.Seconds = 1;
        progress.Report(new WorkProgress("2 of 2: b", .1));
        clock.Seconds = 4;
        progress.Report(new WorkProgress("2 of 2: b", .5));
        progress.Report(new WorkProgress("2 of 2: b", .6));
        clock.Seconds = 20;
        progress.Report(new WorkProgress("2 of 2: b", .8));
        Assert.AreEqual(
            "1 of 2: a, 0 %\n2 of 2: b, 50 %, a few seconds left\n2 of 2: b, 80 %, a few seconds left\n",
            writer.ToString().ReplaceLineEndings("\n"));
    }

    [TestMethod]
    public async Task RunAsync_OnAScreen_GivesTheResult()
    {
        using StringWriter output = new();
        using StringWriter error = new();
        Terminal terminal = new(output, error, 100, isInteractive: true);
        int result = await ProgressDisplay.RunAsync(terminal, progress =>
        {
            progress.Report(new WorkProgress("1 of 1: [odd] name", .5));
            return Task.FromResult(7);
        });
        Assert.AreEqual(7, result);
        Assert.AreEqual("", output.ToString());
    }

    private sealed class Clock : TimeProvider
    {
        public int Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
