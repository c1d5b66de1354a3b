using BioZooCte.Results;

namespace BioZooCte.Sqlite.Tests;

/// <summary>Stores of several machines, merged, are the store of one that did everything.</summary>
[TestClass]
public sealed class StoreMergerTests
{
    [TestMethod]
    [DataRow("Sigmoid")]
    [DataRow(null)]
    public async Task Merge_ShardsOfModelsAndImages_GiveTheBytesOfOneRunWithoutAPass(string? lastOperator)
    {
        using Lab lab = new() { LastOperator = lastOperator };
        (_, string expected) = await lab.RankAsync(keeps: false);
        string[] models = [.. lab.Models];
        string[] images = [.. lab.Images];
        string[] shards =
        [
            await ShardAsync(lab, models[..2], images[..1]),
            await ShardAsync(lab, models[2..], images[..1]),
            await ShardAsync(lab, models[..2], images[1..]),
            await ShardAsync(lab, models[2..], images[1..]),
        ];
        string[] before = [.. shards.Select(Hash)];

        MergeReport report = StoreMerger.Merge(lab.StorePath, shards);
        MergeReport again = StoreMerger.Merge(lab.StorePath, shards);

        CollectionAssert.AreEqual(before, shards.Select(Hash).ToArray());
        Assert.HasCount(models.Length * images.Length, StoreContents.Read(lab.StorePath).Models.SelectMany(
            one => Enumerable.Range(0, one.Whole)).ToArray());
        CollectionAssert.AreEqual(new[] { 2, 1, 4, 2 }, report.Stores.Select(one => one.Images).ToArray());
        Assert.IsTrue(again.Stores.All(one => (one.Images, one.Pairs, one.Tiles, one.Remarks) == (0, 0, 0, 0)));
        Set(lab, models, images);
        (IReadOnlyList<string> passes, string found) = await lab.RankAsync();
        Assert.IsEmpty(passes);
        Assert.AreEqual(expected, found);
        Assert.Contains("\"estimator\": \"combined", expected);
    }

    [TestMethod]
    public async Task Merge_IntoAFolderThatCannotBeMade_SaysSo()
    {
        using Lab lab = new();
        await lab.RankAsync();
        string path = Path.Combine(lab.Images[0], "new", "all.sqlite"); // an image is no folder

        ResultsStoreException exception =
            Assert.ThrowsExactly<ResultsStoreException>(() => StoreMerger.Merge(path, [lab.StorePath]));

        Assert.Contains("cannot be made", exception.Message);
    }

    [TestMethod]
    public async Task Merge_UnfinishedTiles_AreNotCountedAgain()
    {
        using Lab lab = new();
        (IReadOnlyList<string> all, string expected) = await lab.RankAsync(keeps: false);
        string[] models = [.. lab.Models];
        string[] images = [.. lab.Images];
        lab.BeforePass = (pass, _) => Stop(pass == 5);
        string first = await ShardAsync(lab, models[..1], images);
        lab.BeforePass = (pass, _) => Stop(pass == 8);
        string second = await ShardAsync(lab, models[1..], images);
        lab.BeforePass = null;
        string whole = await ShardAsync(lab, models[..1], images[..1]);
        Assert.IsGreaterThan(0, StoreContents.Read(first).Models.Sum(one => one.UnderWay));
        Set(lab, models, images);

        StoreMerger.Merge(lab.StorePath, [first, second, whole]);

        string[] underWay = [.. Select(lab.StorePath,
            "SELECT question.name || ' ' || image.name FROM tile, question, image WHERE question.id = question AND image.id = image"
            + " AND EXISTS (SELECT 1 FROM sample WHERE sample.question = tile.question AND sample.image = tile.image)")];
        Assert.IsEmpty(underWay, "tiles of an image that another store has whole");
        (IReadOnlyList<string> rest, string found) = await lab.RankAsync();
        Assert.AreEqual(expected, found);
        Assert.IsLessThan(all.Count - 8, rest.Count);
    }

    [TestMethod]
    [DataRow("UPDATE pair SET intersection = intersection - 1", "other counts with ")]
    [DataRow("UPDATE sample SET changes_result = 1 - changes_result", "other votes")]
    public async Task Merge_StoresThatDisagree_NamesBothAndChangesNothing(string change, string found)
    {
        using Lab lab = new();
        string one = await ShardAsync(lab, [.. lab.Models], lab.Images.ToArray()[..2]);
        string other = await ShardAsync(lab, [.. lab.Models], lab.Images.ToArray()[1..]);
        using (StoreConnection file = StoreConnection.Open(other, mayCreate: false))
        {
            file.Execute(change);
        }

        ResultsStoreException error =
            Assert.ThrowsExactly<ResultsStoreException>(() => StoreMerger.Merge(lab.StorePath, [one, other]));

        Assert.StartsWith($"{other}: it has {found}", error.Message);
        Assert.Contains($"of first on b.tif than {one}; expected", error.Message);
        Assert.IsFalse(File.Exists(lab.StorePath));
        StoreMerger.Merge(lab.StorePath, [one]);
        StoreContents before = StoreContents.Read(lab.StorePath);
        error = Assert.ThrowsExactly<ResultsStoreException>(() => StoreMerger.Merge(lab.StorePath, [other]));
        Assert.Contains($" than {lab.StorePath}; expected", error.Message);
        Assert.AreEqual(
            before.Models.Sum(model => model.Whole), StoreContents.Read(lab.StorePath).Models.Sum(model => model.Whole));
    }

    [TestMethod]
    public void Merge_IntoASourceOrFromNothing_SaysSo()
    {
        using Lab lab = new();
        SqliteResults.Open(lab.StorePath).Dispose();

        Assert.Contains("a source as well", Fails(lab.StorePath, lab.StorePath));
        string target = lab.StorePath + "2";
        Assert.Contains("no such file", Fails(target, lab.StorePath, target + "3"));
        Assert.IsFalse(File.Exists(target));
    }

    private static string Fails(string path, params string[] sources) =>
        Assert.ThrowsExactly<ResultsStoreException>(() => StoreMerger.Merge(path, sources)).Message;

    private static void Set(Lab lab, string[] models, string[] images)
    {
        lab.Models.Clear();
        lab.Models.AddRange(models);
        lab.Images.Clear();
        lab.Images.AddRange(images);
    }

    private static async Task<string> ShardAsync(Lab lab, string[] models, string[] images)
    {
        Set(lab, models, images);
        string path = Path.Combine(Path.GetDirectoryName(images[0])!, $"{Guid.NewGuid():N}.sqlite");
        using SqliteResults store = SqliteResults.Open(path);
        await lab.RankAsync(store);
        return path;
    }

    private static void Stop(bool isTime)
    {
        if (isTime)
        {
            throw new InvalidTimeZoneException("the process dies");
        }
    }

    private static string Hash(string path) =>
        Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)));

    private static List<string> Select(string path, string sql)
    {
        using StoreConnection file = StoreConnection.OpenToRead(path);
        return file.All(sql, row => row.GetString(0));
    }
}
