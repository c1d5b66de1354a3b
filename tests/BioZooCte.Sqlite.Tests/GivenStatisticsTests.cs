using BioZooCte.Ranking;
using BioZooCte.Results;
using BioZooCte.Tests.Models;
using BioZooCte.Tests.Packages;
using BioZooCte.Tiling;

namespace BioZooCte.Sqlite.Tests;

/// <summary>Statistics that were taken before give what those taken in the ranking itself would.</summary>
[TestClass]
public sealed class GivenStatisticsTests
{
    private const string OfAllImages = "[{id: zero_mean_unit_variance, kwargs: {eps: 1.0e-9}}]";

    private const string PercentilesOfAllImages =
        "[{id: scale_range, kwargs: {min_percentile: 3.7, max_percentile: 97.9}}]";

    private const string OfAllOutputs = "[{id: zero_mean_unit_variance, kwargs: {eps: 1.0e-9}}, {id: sigmoid}]";

    private const string PercentilesOfAllOutputs =
        "[{id: scale_range, kwargs: {min_percentile: 3.7, max_percentile: 97.9}}, {id: sigmoid}]";

    [TestMethod]
    [DataRow(OfAllImages, "[]")]
    [DataRow(PercentilesOfAllImages, "[]")]
    [DataRow("[]", OfAllOutputs)]
    [DataRow(PercentilesOfAllImages, PercentilesOfAllOutputs)]
    public async Task RankAsync_Given_IsTheRankingBitForBit(string before, string after)
    {
        using Lab lab = new();
        Use(lab, before, after);
        (_, string expected) = await lab.RankAsync(keeps: false);

        lab.Options = lab.Options with { Statistics = await lab.SurveyAsync() };
        (_, string found) = await lab.RankAsync(keeps: false);

        Assert.AreEqual(expected, found);
        Assert.DoesNotContain("cannot be run", expected);
    }

    [TestMethod]
    public async Task RankAsync_GivenOfTheSameImages_AsksTheSameQuestion()
    {
        using Lab lab = new();
        Use(lab, OfAllImages, "[]");
        (_, string expected) = await lab.RankAsync();

        lab.Options = lab.Options with { Statistics = await lab.SurveyAsync() };
        (IReadOnlyList<string> passes, string found) = await lab.RankAsync();

        Assert.IsEmpty(passes);
        Assert.AreEqual(expected, found);
    }

    [TestMethod]
    public async Task RankAsync_GivenOfOtherImages_IsAnotherQuestionAndFlagged()
    {
        using Lab lab = new();
        Use(lab, OfAllImages, "[]");
        ImageSetStatistics statistics = await lab.SurveyAsync();
        lab.Images.RemoveAt(0);
        (_, string own) = await lab.RankAsync();

        lab.Options = lab.Options with { Statistics = statistics };
        (IReadOnlyList<string> passes, string found) = await lab.RankAsync();

        Assert.IsNotEmpty(passes);
        Assert.IsTrue(passes.All(pass => pass.StartsWith("second", StringComparison.Ordinal)));
        Assert.DoesNotContain(ModelFlags.OtherStatistics, own);
        Assert.Contains(ModelFlags.OtherStatistics, found);
        Assert.AreEqual((await lab.RankAsync(keeps: false)).Json, found);
    }

    [TestMethod]
    public async Task RankAsync_GivenForOtherModelOrOptions_SaysBoth()
    {
        using Lab lab = new();
        Use(lab, OfAllImages, OfAllImages);
        ImageSetStatistics statistics = await lab.SurveyAsync();
        EstimationOptions usual = lab.Options;
        lab.Options = usual with { Statistics = statistics, TileSize = TileSize.Of(32) };
        (_, string options) = await lab.RankAsync(keeps: false);
        lab.Options = usual with { Statistics = statistics };
        Use(lab, PercentilesOfAllImages, OfAllImages);
        (_, string changed) = await lab.RankAsync(keeps: false);
        lab.Models.Add(lab.AddModel("fourth", new FakeModel { Preprocessing = OfAllImages, Halo = 1 }));
        (_, string added) = await lab.RankAsync(keeps: false);

        Assert.Contains("statistics.json: its statistics of second were taken with rgb-to-gray=False planes=all output=0 tile=24", options);
        Assert.Contains("expected rgb-to-gray=False planes=all output=0 tile=32", options);
        string hash = statistics.Models.Single(model => model.Id == "second").Sha256!;
        Assert.Contains($"statistics.json: its second has the hash {hash}; expected ", changed);
        Assert.Contains("it has nothing of fourth; expected statistics that were taken with this model.", added);
    }

    [TestMethod]
    public async Task TakeAsync_EveryKindOfModel_IsListed()
    {
        using Lab lab = new();
        Use(lab, OfAllImages, "[]");
        File.WriteAllBytes(lab.Images[1], File.ReadAllBytes(lab.Images[1])[..^60]);
        lab.Models.Add(Path.Combine(Path.GetDirectoryName(lab.Images[0])!, "absent"));

        ImageSetStatistics taken = await lab.SurveyAsync();

        Assert.AreEqual(
            "first False , second True , third False , absent False !",
            string.Join(", ", taken.Models.Select(m => $"{m.Id} {m.NeedsStatistics} {(m.Error is null ? "" : "!")}")));
        CollectionAssert.AreEqual(new[] { "a.tif", "b.tif", "c.tif" }, taken.Images.Select(image => image?.Name).ToArray());
        Assert.Contains("b.tif", taken.FailuresOf(taken.Models[1]).Single());
        Assert.IsEmpty(taken.FailuresOf(taken.Models[0]));
        Assert.IsEmpty(lab.Passes);
    }

    [TestMethod]
    public async Task LoadAsync_NoStatisticsOrChangedOnes_SaysWhatIsWrong()
    {
        using Lab lab = new();
        Use(lab, OfAllImages, "[]");
        ImageSetStatistics taken = await lab.SurveyAsync();
        string json = await File.ReadAllTextAsync(taken.Location);
        string mean = json.Split('\n').SkipWhile(line => !line.Contains("\"mean\"", StringComparison.Ordinal)).ElementAt(1);
        using PackageFolder folder = new();

        string changed = await FailsAsync(folder.Write("changed.json", json.Replace(mean, "1", StringComparison.Ordinal)));
        string newer = await FailsAsync(folder.Write(
            "newer.json", json.Replace("biozoocte.statistics/1", "biozoocte.statistics/9", StringComparison.Ordinal)));
        string cut = await FailsAsync(folder.Write("cut.json", json[..^20]));
        string other = await FailsAsync(folder.Write("other.json", "{\"schema\": \"biozoocte.statistics/1\"}"));

        Assert.Contains("changed.json: it was changed since it was written; expected ", changed);
        Assert.Contains("its schema is 'biozoocte.statistics/9'; expected 'biozoocte.statistics/1'.", newer);
        Assert.Contains("it holds no statistics (", cut);
        Assert.Contains("it holds no statistics (", other);
    }

    private static void Use(Lab lab, string before, string after) => lab.Models[1] = lab.AddModel(
        "second", new FakeModel { Preprocessing = before, Postprocessing = after });

    private static async Task<string> FailsAsync(string path) => (await Assert.ThrowsExactlyAsync<InvalidStatisticsException>(
        () => ImageSetStatistics.LoadAsync(path))).Message;
}
