using BioZooCte.Results;

namespace BioZooCte.Sqlite.Tests;

/// <summary>What no ranking asks for any more goes; what a running process is at never does.</summary>
[TestClass]
public sealed class StorePrunerTests
{
    [TestMethod]
    public async Task Prune_OtherSoftware_DropsItsResultsAlone()
    {
        using Lab lab = new();
        (_, string expected) = await lab.RankAsync();
        string now = StoreContents.Read(lab.StorePath).Models[0].Question.Software;
        Change(lab, "UPDATE question SET software = 'BioZooCte 0.0.1; fake 1; .NET 1' WHERE name = 'second'");
        PruneOptions options = new() { Software = now, IsDryRun = true };

        PruneReport would = StorePruner.Prune(lab.StorePath, options);
        int before = Count(lab, "pair");
        PruneReport did = StorePruner.Prune(lab.StorePath, options with { IsDryRun = false });

        Assert.AreEqual(9 * 2, before);
        Assert.AreEqual(6 * 2, Count(lab, "pair"));
        Assert.AreEqual("second: 3", Text(did));
        Assert.AreEqual(Text(would), Text(did));
        Assert.AreEqual((6, 0, 0), (did.Pairs, did.Tiles, did.Spared));
        Assert.AreEqual("first,third", Names(lab));
        (IReadOnlyList<string> passes, string found) = await lab.RankAsync();
        Assert.AreEqual(expected, found);
        Assert.IsNotEmpty(passes);
        Assert.IsTrue(passes.All(pass => pass.StartsWith("second", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task Prune_UnseenModelsAndImages_KeepsWhatIsThere()
    {
        using Lab lab = new();
        await lab.RankAsync();
        StoreContents all = StoreContents.Read(lab.StorePath);
        string[] there = [.. all.Models.Where(one => one.Question.Name != "third").Select(one => one.Question.Model)];
        List<ImageIdentity> images = [];
        foreach (string image in lab.Images.Skip(1))
        {
            images.Add(await ResultsIdentity.OfImageAsync(image));
        }

        PruneReport report = StorePruner.Prune(lab.StorePath, new PruneOptions { Models = there, Images = images });

        Assert.AreEqual("first: 1, second: 1, third: 3", Text(report));
        Assert.AreEqual("first,second", Names(lab));
        CollectionAssert.AreEqual(
            new[] { "b.tif", "c.tif" }, StoreContents.Read(lab.StorePath).Images.Select(one => one.Name).ToArray());
        lab.Models.RemoveAt(2);
        lab.Images.RemoveAt(0);
        Assert.IsEmpty((await lab.RankAsync()).Passes);
        Assert.IsGreaterThanOrEqualTo(0L, report.BytesFreed);
    }

    [TestMethod]
    public async Task Prune_OlderThan_GoesByTheLastPairOfAnImage()
    {
        using Lab lab = new();
        await lab.RankAsync();
        Change(lab, "UPDATE sample SET finished = '2020-01-01T00:00:00Z'");
        Change(lab, "UPDATE pair SET finished = '2020-01-01T00:00:00Z' WHERE image = (SELECT id FROM image WHERE name = 'a.tif')");
        Change(lab, "UPDATE pair SET finished = '2020-01-01T00:00:00Z' WHERE question = (SELECT id FROM question WHERE name = 'third')");
        Change(lab, "INSERT INTO remark SELECT id, NULL, 'refusal x', '[]' FROM question WHERE name <> 'second'");

        PruneReport report =
            StorePruner.Prune(lab.StorePath, new PruneOptions { FinishedBefore = new DateTime(2021, 1, 1, 0, 0, 0, DateTimeKind.Utc) });

        Assert.AreEqual("first: 1, second: 1, third: 3", Text(report));
        Assert.AreEqual(1, report.Remarks);
        Assert.AreEqual("first,second", Names(lab));
    }

    [TestMethod]
    public async Task Prune_WhatARunningProcessIsAt_StaysAndItGoesOn()
    {
        using Lab lab = new();
        await lab.RankAsync();
        StoreContents contents = StoreContents.Read(lab.StorePath);
        using SqliteResults running = SqliteResults.Open(lab.StorePath);
        ModelQuestion question = contents.Models[0].Question;
        ImageIdentity image = contents.Images[1];
        Assert.IsTrue(running.TryClaim(question, image));
        running.SaveTile(question, image, new StoredTile(0, "gamma:2", 0, new byte[] { 1 }));
        StoreWorker worker = StoreContents.Read(lab.StorePath).Workers.Single();
        Assert.AreEqual(Environment.ProcessId, worker.Process);
        Assert.AreEqual(new ClaimedImage(question.Name, image.Name), worker.Images.Single());

        PruneReport report = StorePruner.Prune(lab.StorePath, new PruneOptions { IsAll = true });

        Assert.AreEqual(1, report.Spared);
        Assert.AreEqual((2, 1, 1), (Count(lab, "pair"), Count(lab, "sample"), Count(lab, "tile")));
        ImageIdentity other = contents.Images[0];
        running.SaveImage(
            question, other, [.. new[] { "gamma:1.5" }.Select(Pair)], new StoredSample(new byte[] { 7 }, false, 0));
        Assert.HasCount(1, running.FindCounts(question, other)[other]);
        Assert.IsEmpty(running.FindCounts(contents.Models[1].Question));
        running.Release(question, image);
        Assert.AreEqual(0, StorePruner.Prune(lab.StorePath, new PruneOptions { IsAll = true }).Spared);
        Assert.AreEqual(3, Count(lab, "question"), "a running process knows them by their rows");
    }

    [TestMethod]
    public async Task Prune_NothingAsked_DropsWhatProcessesThatAreGoneLeft()
    {
        using Lab lab = new();
        await lab.RankAsync();
        Change(lab, $"INSERT INTO owner VALUES('gone', '{Environment.MachineName}', {Environment.ProcessId}, 0, 0)");
        Change(lab, "INSERT INTO claim SELECT question.id, image.id, 'gone' FROM question, image");

        PruneReport report = StorePruner.Prune(lab.StorePath);

        Assert.AreEqual((9, 0, 0), (report.Claims, report.Pairs, Count(lab, "owner") + Count(lab, "claim")));
        Assert.IsEmpty(report.Models);
        Assert.IsEmpty((await lab.RankAsync()).Passes);
        Assert.IsEmpty(StorePruner.Prune(lab.StorePath, new PruneOptions { IsAll = true, IsDryRun = true }).Models
            .Where(model => model.Images != 3));
        StorePruner.Prune(lab.StorePath, new PruneOptions { IsAll = true });
        Assert.AreEqual(0, new[] { "question", "image", "pair", "sample", "tile", "remark" }.Sum(table => Count(lab, table)));
    }

    /// <summary>The copy that makes a file smaller takes room; what was dropped before is gone all the same, and said.</summary>
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Prune_NoRoomToMakeTheFileSmaller_SaysWhatWasDropped(bool isShared)
    {
        static int Fill(StoreConnection file) => file.Execute("PRAGMA max_page_count = 1")
            + file.Execute("CREATE TABLE more AS SELECT zeroblob(10000000)");

        using Lab lab = new(isShared);
        (_, string expected) = await lab.RankAsync();
        using (StoreConnection file = StoreConnection.Open(lab.StorePath, mayCreate: false))
        {
            file.Execute("UPDATE pair SET counts = zeroblob(100000)");
        }

        long before = StoreContents.SizeOf(lab.StorePath);

        PruneReport report = StorePruner.Prune(lab.StorePath, new PruneOptions { IsAll = true }, Fill);

        Assert.AreEqual((18, 0L), (report.Pairs, report.BytesFreed));
        Assert.AreEqual(
            "SQLite Error 13: 'database or disk is full', and it takes room for a copy of what stays",
            report.WhyNotSmaller);
        Assert.AreEqual(0, Count(lab, "pair"));
        Assert.AreEqual(before, StoreContents.SizeOf(lab.StorePath), "the log was written into the file");
        Assert.AreEqual(expected, (await lab.RankAsync()).Json);
        Assert.AreEqual(before, StoreContents.SizeOf(lab.StorePath), "the room is used again");
        PruneReport later = StorePruner.Prune(lab.StorePath);
        Assert.IsNull(later.WhyNotSmaller);
        Assert.IsGreaterThan(before / 2, later.BytesFreed);
    }

    /// <summary>Room is of no matter to what another program keeps from it.</summary>
    [TestMethod]
    public async Task Prune_HeldWhileTheFileIsMadeSmaller_SaysThatAlone()
    {
        using Lab lab = new(isShared: true);
        await lab.RankAsync();

        PruneReport report = StorePruner.Prune(
            lab.StorePath,
            new PruneOptions(),
            _ => throw new Microsoft.Data.Sqlite.SqliteException("SQLite Error 5: 'database is locked'.", 5));

        Assert.AreEqual("another program has held it for 600 s", report.WhyNotSmaller);
    }

    private static StoredPair Pair(string label) => new(label, 0, default, new byte[] { 1 }, 0);

    private static string Text(PruneReport report) =>
        string.Join(", ", report.Models.Select(one => $"{one.Question.Name}: {one.Images}"));

    private static string Names(Lab lab) =>
        string.Join(',', StoreContents.Read(lab.StorePath).Models.Select(one => one.Question.Name));

    private static int Count(Lab lab, string table)
    {
        using StoreConnection file = StoreConnection.OpenToRead(lab.StorePath);
        return (int)(long)file.Find($"SELECT count(*) FROM {table}")!;
    }

    private static void Change(Lab lab, string sql)
    {
        using StoreConnection file = StoreConnection.Open(lab.StorePath, mayCreate: false);
        file.Execute(sql);
    }
}
