using BioZooCte.Tests.Models;

namespace BioZooCte.Sqlite.Tests;

/// <summary>Processes that measure parts of the images leave in their stores what one that measures all would.</summary>
[TestClass]
public sealed class ShardedRankingTests
{
    private const string OfAllImages = "[{id: zero_mean_unit_variance, kwargs: {eps: 1.0e-9}}]";

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(5)]
    public async Task RankAsync_AllShards_LeaveNothingToTheWhole(int count)
    {
        using Lab lab = new();
        (IReadOnlyList<string> all, string expected) = await lab.RankAsync(keeps: false);

        List<string> passes = await MeasureShardsAsync(lab, count);
        (IReadOnlyList<string> rest, string found) = await lab.RankAsync();

        CollectionAssert.AreEquivalent(all.ToArray(), passes);
        Assert.IsEmpty(rest);
        Assert.AreEqual(expected, found);
        Assert.Contains("\"partial\": false", found);
    }

    [TestMethod]
    public async Task RankAsync_OneShard_IsTheRankingOfItsImagesMarkedPartial()
    {
        using Lab lab = new();
        lab.Options = lab.Options with { Shard = new ImageShard(1, 2) };
        (_, string found) = await lab.RankAsync();

        using Lab part = new();
        part.Images.RemoveAt(1); // of a, b and c, the first and the third are the first shard's
        (_, string expected) = await part.RankAsync();

        Assert.AreEqual(expected.Replace("\"partial\": false", "\"partial\": true", StringComparison.Ordinal), found);
        Assert.Contains("\"partial\": true", found);
    }

    [TestMethod]
    public async Task RankAsync_ValuesDecidedByTheFirstImage_AreThoseOfTheWhole()
    {
        using Lab lab = new() { LastOperator = null };
        (_, string expected) = await lab.RankAsync(keeps: false);

        await MeasureShardsAsync(lab, 3);
        (IReadOnlyList<string> rest, string found) = await lab.RankAsync();

        Assert.IsEmpty(rest);
        Assert.AreEqual(expected, found);
        Assert.Contains("the first prediction lies within", found);
    }

    [TestMethod]
    [DataRow("[{id: zero_mean_unit_variance, kwargs: {eps: 1.0e-9}}, {id: sigmoid}]", false)]
    [DataRow(OfAllImages, true)]
    public async Task RankAsync_ShardWithStatistics_LeavesNothingToTheWholeWithoutThem(string after, bool isRefused)
    {
        using Lab lab = new();
        lab.Models[0] = lab.AddModel("first", new FakeModel { Preprocessing = OfAllImages });
        lab.Models[1] = lab.AddModel("second", new FakeModel { Postprocessing = after });
        (_, string expected) = await lab.RankAsync(keeps: false);
        EstimationOptions usual = lab.Options;
        lab.Options = usual with { Statistics = await lab.SurveyAsync() };

        await MeasureShardsAsync(lab, 2);
        lab.Options = usual;
        (IReadOnlyList<string> rest, string found) = await lab.RankAsync();

        Assert.IsEmpty(rest);
        Assert.AreEqual(expected, found);
        Assert.AreEqual(isRefused, found.Contains("nothing states an activation", StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task RankAsync_ShardWithoutStatistics_RefusesWhoNeedsThem()
    {
        using Lab lab = new();
        lab.Models[1] = lab.AddModel("second", new FakeModel { Preprocessing = OfAllImages });
        lab.Options = lab.Options with { Shard = new ImageShard(2, 2) };

        (IReadOnlyList<string> passes, string found) = await lab.RankAsync();

        Assert.Contains("expected --statistics FILE, which zoocte statistics --out FILE makes.", found);
        Assert.IsNotEmpty(passes);
        Assert.DoesNotContain(pass => pass.StartsWith("second", StringComparison.Ordinal), passes);
    }

    [TestMethod]
    public async Task RankAsync_ShardWithDamagedImage_KeepsItsReason()
    {
        using Lab lab = new();
        lab.Models[1] = lab.AddModel("second", new FakeModel { Preprocessing = OfAllImages });
        File.WriteAllBytes(lab.Images[1], File.ReadAllBytes(lab.Images[1])[..^60]);
        (_, string expected) = await lab.RankAsync(keeps: false);
        EstimationOptions usual = lab.Options;
        lab.Options = usual with { Statistics = await lab.SurveyAsync() };

        await MeasureShardsAsync(lab, 3);
        lab.Options = usual;
        (IReadOnlyList<string> rest, string found) = await lab.RankAsync();

        Assert.IsEmpty(rest);
        Assert.AreEqual(expected, found);
        Assert.Contains("b.tif", found);
    }

    [TestMethod]
    public async Task RankAsync_ShardThatNothingKeeps_IsRefused()
    {
        using Lab lab = new();
        lab.Options = lab.Options with { Shard = new ImageShard(1, 2) };

        InvalidOperationException refused =
            await Assert.ThrowsExactlyAsync<InvalidOperationException>(() => lab.RankAsync(keeps: false));

        Assert.Contains("expected a store", refused.Message);
    }

    /// <summary>All shards, one after another; the passes that they took.</summary>
    private static async Task<List<string>> MeasureShardsAsync(Lab lab, int count)
    {
        EstimationOptions usual = lab.Options;
        List<string> passes = [];
        for (int index = 1; index <= count; index++)
        {
            lab.Options = usual with { Shard = new ImageShard(index, count) };
            (IReadOnlyList<string> taken, string found) = await lab.RankAsync();
            Assert.Contains("\"partial\": true", found);
            passes.AddRange(taken);
        }

        lab.Options = usual;
        return passes;
    }
}
