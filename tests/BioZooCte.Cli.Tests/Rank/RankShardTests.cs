using BioZooCte.Cli.Rank;

using static BioZooCte.Cli.Tests.Rank.Rankings;

namespace BioZooCte.Cli.Tests.Rank;

/// <summary>The options of a process that measures a part of the images.</summary>
[TestClass]
public sealed class RankShardTests
{
    [TestMethod]
    public async Task Rank_Shard_HasAStoreOfItsOwnBesideTheImages()
    {
        RankRequest whole = await RankCalls.ReadAsync();
        RankRequest shard = await RankCalls.ReadAsync("--shard", "2/5", "--statistics", "s.json");
        RankRequest stored = await RankCalls.ReadAsync("--shard", "2/5", "--store", "mine.sqlite");

        Assert.IsNull(whole.Shard);
        Assert.IsNull(whole.StatisticsPath);
        Assert.AreEqual(new ImageShard(2, 5), shard.Shard);
        Assert.AreEqual(new ImageShard(2, 5), shard.ToEstimation().Shard);
        Assert.AreEqual("s.json", shard.StatisticsPath);
        StringAssert.EndsWith(shard.Store.Path, Path.Combine(".zoocte", "shard-2-of-5.sqlite"));
        Assert.IsTrue(shard.Store.IsAsked);
        Assert.AreEqual("mine.sqlite", stored.Store.Path);
    }

    [TestMethod]
    [DataRow("--shard is '0/5'; expected K/N with K from 1 to N, such as 2/5.", "0/5")]
    [DataRow("--shard is '6/5'; expected K/N with K from 1 to N, such as 2/5.", "6/5")]
    [DataRow("--shard is '2'; expected K/N with K from 1 to N, such as 2/5.", "2")]
    [DataRow("--shard is 2/5 and --no-store is given; expected a store, which is all that a shard is for.", "2/5", "--no-store")]
    [DataRow("--shard is 2/5 and --maps is given; expected --maps where all stores are merged.", "2/5", "--maps", "maps")]
    [DataRow(
        "--shard is 2/5 and --rng is torch, which draws from image to image; expected --rng coordinates.",
        "2/5", "--rng", "torch")]
    public async Task Rank_ShardThatCannotBe_IsMisuse(string message, params string[] arguments)
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();
        int code = await captured.RankAsync(
            Rankings.Task(Rankings.Of()), [.. RankCalls.Paths(folder), "--shard", .. arguments]);
        Assert.AreEqual(ExitCode.Misused, code);
        StringAssert.StartsWith(captured.Error, $"zoocte: {message}\n");
    }

    [TestMethod]
    public async Task Rank_ShardThatWasMeasured_SaysSoAndIsDone()
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();
        RankingView view = Rankings.Of(Model("a", 1, .9, 1), Model("b", 2, .8, 2)) with
        {
            Shard = "shard 2 of 5, 3 of 14 images",
        };

        int code = await captured.RankAsync(Rankings.Task(view), RankCalls.Paths(folder));

        Assert.AreEqual(ExitCode.Done, code);
        StringAssert.Contains(
            captured.Output.ReplaceLineEndings(" "),
            "Partial, shard 2 of 5, 3 of 14 images; from these alone: a suits these images best.");
    }

    [TestMethod]
    public async Task Rank_ShardWithoutAScore_IsDoneUnlessItWasStopped()
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();
        RankingView view = Rankings.Of(NotRun("a", "damaged")) with { Shard = "shard 1 of 2, 1 of 2 images" };

        int measured = await captured.RankAsync(Rankings.Task(view), RankCalls.Paths(folder));
        int stopped = await captured.RankAsync(Rankings.Task(view with { IsPartial = true }), RankCalls.Paths(folder));

        Assert.AreEqual(ExitCode.Done, measured);
        Assert.AreEqual(ExitCode.Incomplete, stopped);
    }
}
