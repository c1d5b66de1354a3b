using System.Globalization;
using System.Text.Json;

using BioZooCte.Perturbations;

namespace BioZooCte.Sqlite.Tests;

/// <summary>The scores that are kept, for other programs.</summary>
[TestClass]
public sealed class StoreScoresTests
{
    [TestMethod]
    public async Task Write_CsvAndJson_HaveARowForEachPair()
    {
        using Lab lab = new();
        await lab.RankAsync();
        string csv = lab.StorePath + ".csv";
        string json = lab.StorePath + ".json";

        int rows = StoreScores.WriteCsv(lab.StorePath, csv);

        Assert.AreEqual(3 * 3 * 2, rows);
        Assert.AreEqual(rows, StoreScores.WriteJson(lab.StorePath, json));
        string[] lines = await File.ReadAllLinesAsync(csv);
        Assert.HasCount(rows + 1, lines);
        Assert.AreEqual(string.Join(',', StoreScores.Columns), lines[0]);
        Assert.StartsWith("first,", lines[1]);
        using JsonDocument document = JsonDocument.Parse(await File.ReadAllBytesAsync(json));
        JsonElement[] scores = [.. document.RootElement.EnumerateArray()];
        CollectionAssert.AreEqual(
            StoreScores.Columns.ToArray(), scores[0].EnumerateObject().Select(one => one.Name).ToArray());
        for (int i = 0; i < rows; i++)
        {
            string[] fields = lines[i + 1].Split(',');
            Assert.AreEqual(fields[0], scores[i].GetProperty("model").GetString());
            Assert.AreEqual(fields[2], scores[i].GetProperty("image").GetString());
            Assert.AreEqual(
                double.Parse(fields[8], CultureInfo.InvariantCulture), scores[i].GetProperty("miou").GetDouble());
            Assert.IsInRange(0, 1, double.Parse(fields[8], CultureInfo.InvariantCulture));
        }
    }

    [TestMethod]
    public async Task Contents_OfARanking_SayWhatIsKept()
    {
        using Lab lab = new();
        lab.Options = lab.Options with
        {
            Seed = 7,
            Foreground = new() { Channel = "foreground" },
            Perturbations = [KnownPerturbations.Parse("noise:0.1")],
            Runs = 2,
        };
        await lab.RankAsync();

        StoreContents contents = StoreContents.Read(lab.StorePath);

        KeptModel model = contents.Models[0];
        Assert.AreEqual("first,second,third", string.Join(',', contents.Models.Select(one => one.Question.Name)));
        Assert.AreEqual("a.tif,b.tif,c.tif", string.Join(',', contents.Images.Select(one => one.Name)));
        Assert.AreEqual((3, 0, 0, false), (model.Whole, model.UnderWay, model.Failed, model.IsRefused));
        Assert.AreEqual("seed=7,foreground=foreground,tile=24", string.Join(',', model.UnusualOptions));
        Assert.AreEqual(new KeptPerturbation("noise:0.1", 3, 2), model.Perturbations.Single());
        Assert.IsLessThan(TimeSpan.FromMinutes(5), DateTimeOffset.UtcNow - model.LastFinished!.Value);
        Assert.IsGreaterThan(1000, model.Bytes);
        Assert.IsEmpty(contents.Workers);
    }
}
