using BioZooCte.Results;

namespace BioZooCte.Sqlite.Tests;

/// <summary>What is not as it was written is found, named, and measured again.</summary>
[TestClass]
public sealed class StoreVerifierTests
{
    private const string OfOne = "question = (SELECT id FROM question WHERE name = 'second')"
        + " AND image = (SELECT id FROM image WHERE name = 'b.tif')";

    [TestMethod]
    public async Task Verify_WholeAndUnfinished_FindsNothing()
    {
        using Lab lab = new();
        lab.BeforePass = (pass, _) =>
        {
            if (pass == 20)
            {
                throw new InvalidTimeZoneException("the process dies");
            }
        };
        await lab.RankAsync();
        Assert.IsGreaterThan(0, StoreContents.Read(lab.StorePath).Models.Sum(one => one.UnderWay));

        StoreVerification found = StoreVerifier.Verify(lab.StorePath);

        Assert.IsEmpty(found.Damages);
        Assert.IsGreaterThan(3, found.Rows);
    }

    [TestMethod]
    [DataRow("UPDATE pair SET counts = CAST(substr(counts, 1, 40) || x'77' || substr(counts, 42) AS BLOB) WHERE ", "gamma:1.5, run 0: The bytes")]
    [DataRow("UPDATE pair SET counts = x'' WHERE ", "gamma:1.5, run 0: The bytes have no mark")]
    [DataRow("UPDATE pair SET intersection = intersection + 1 WHERE ", "gamma:1.5, run 0: its counts add up to")]
    [DataRow("UPDATE sample SET votes = CAST(substr(votes, 1, 60) || x'1234' || substr(votes, 63) AS BLOB) WHERE ", "votes: ")]
    [DataRow("DELETE FROM sample WHERE ", "it has pairs, and nothing unperturbed")]
    [DataRow("DELETE FROM pair WHERE ", "it has no pairs")]
    [DataRow("UPDATE pair SET run = run + 1 WHERE ", "gamma:1.5: runs are missing")]
    public async Task Verify_DamagedImage_IsNamedAndMeasuredAgain(string change, string found)
    {
        using Lab lab = new();
        (IReadOnlyList<string> all, string expected) = await lab.RankAsync();
        using (StoreConnection file = StoreConnection.Open(lab.StorePath, mayCreate: false))
        {
            file.Execute(change + OfOne);
        }

        StoreVerification before = StoreVerifier.Verify(lab.StorePath);
        StoreVerification repaired = StoreVerifier.Verify(lab.StorePath, repairs: true);

        Assert.IsNotEmpty(before.Damages);
        Assert.IsTrue(before.Damages.All(one => (one.Model, one.Image) == ("second", "b.tif")), string.Join('\n', before.Damages));
        Assert.IsTrue(
            before.Damages.Any(one => $"{one}".StartsWith($"model second, image b.tif{(found.StartsWith("gamma") ? "," : ":")} {found}")),
            string.Join('\n', before.Damages));
        CollectionAssert.AreEqual(before.Damages, before.Left);
        CollectionAssert.AreEqual(before.Damages, repaired.Damages);
        Assert.IsEmpty(repaired.Left);
        (IReadOnlyList<string> passes, string again) = await lab.RankAsync();
        Assert.AreEqual(expected, again);
        Assert.IsNotEmpty(passes);
        Assert.IsLessThan(all.Count / 3, passes.Count);
        Assert.IsEmpty(StoreVerifier.Verify(lab.StorePath).Damages);
    }

    /// <summary>A ranking that meets it does not wait for what nobody is at.</summary>
    [TestMethod]
    public async Task RankAsync_PairsWithoutTheirSample_IsMeasuredAgain()
    {
        using Lab lab = new();
        (_, string expected) = await lab.RankAsync();
        using (StoreConnection file = StoreConnection.Open(lab.StorePath, mayCreate: false))
        {
            file.Execute("DELETE FROM sample WHERE " + OfOne);
        }

        Task<(IReadOnlyList<string> Passes, string Json)> ranking = lab.RankAsync();

        Assert.AreSame(ranking, await Task.WhenAny(ranking, Task.Delay(TimeSpan.FromSeconds(60))));
        Assert.AreEqual(expected, (await ranking).Json);
        Assert.IsEmpty(StoreVerifier.Verify(lab.StorePath).Damages);
    }

    [TestMethod]
    public async Task Verify_DamagedTileRemarkAndReference_AreNamedAndDropped()
    {
        using Lab lab = new();
        await lab.RankAsync();
        using (StoreConnection file = StoreConnection.Open(lab.StorePath, mayCreate: false))
        {
            file.Execute("PRAGMA foreign_keys = 0");
            file.Execute("INSERT INTO tile SELECT question, image, 4, 'gamma:2', 0, x'0102' FROM sample WHERE " + OfOne);
            file.Execute("INSERT INTO remark SELECT question, image, 'range', 'wide' FROM sample WHERE " + OfOne);
            file.Execute("INSERT INTO sample VALUES(99, 99, x'01', 0, 0, '')");
        }

        string[] found = [.. StoreVerifier.Verify(lab.StorePath, repairs: true).Damages.Select(one => $"{one}")];

        Assert.HasCount(3, found, string.Join('\n', found));
        Assert.Contains("1 rows of the table sample: it belongs to a model or an image that the store does not know", found[0]);
        Assert.StartsWith("model second, image b.tif, gamma:2: tile 4: ", found[1]);
        Assert.StartsWith("model second, image b.tif: the remark 'range': A range has two ends", found[2]);
        Assert.IsEmpty(StoreVerifier.Verify(lab.StorePath).Damages);
        Assert.IsEmpty((await lab.RankAsync()).Passes);
    }

    /// <summary>While other processes wait to write, only what was found damaged before is read again.</summary>
    [TestMethod]
    public async Task Of_EarlierSurvey_ReadsDamagedRowsAlone()
    {
        using Lab lab = new();
        await lab.RankAsync();
        using StoreConnection file = StoreConnection.Open(lab.StorePath, mayCreate: false);
        file.Execute("UPDATE pair SET counts = x'' WHERE " + OfOne);
        int pairs = (int)(long)file.Find("SELECT count(*) FROM pair WHERE " + OfOne)!;
        file.Execute("INSERT INTO remark SELECT question, image, 'range', 'wide' FROM sample WHERE " + OfOne);
        StoreSurvey all = StoreSurvey.Of(file, earlier: null, CancellationToken.None);

        StoreSurvey again = StoreSurvey.Of(file, all, CancellationToken.None);
        file.Execute("DELETE FROM remark"); // by another process, meanwhile
        StoreSurvey left = StoreSurvey.Of(file, again, CancellationToken.None);

        Assert.IsGreaterThan(pairs + 1, all.Rows);
        Assert.AreEqual(pairs + 1, again.Rows);
        CollectionAssert.AreEqual(all.Damages, again.Damages);
        Assert.AreEqual(pairs, left.Rows);
        Assert.HasCount(pairs, left.Damages);
        Assert.IsEmpty(left.UselessRows);
    }

    /// <summary>Whoever meets such a row says so, and it is found and dropped.</summary>
    [TestMethod]
    [DataRow("INSERT INTO claim VALUES(99, 1, 'nobody')", "claim", "list")]
    [DataRow("INSERT INTO sample VALUES(99, 1, x'01', 0, 0, '')", "sample", "merge")]
    [DataRow("INSERT INTO tile VALUES(1, 99, 4, 'gamma:2', 0, x'01')", "tile", "merge")]
    [DataRow("INSERT INTO remark VALUES(99, NULL, 'refusal', '[]')", "remark", "merge")]
    [DataRow("INSERT INTO pair VALUES(99, 99, 'gamma:2', 0, 1, 1, 1, 1, x'01', 0, '')", "pair", "prune")]
    [DataRow("UPDATE image SET id = 99 WHERE id = 1", "pair", "rank")]
    public async Task Verify_RowOfNothing_IsNamedByAllAndDropped(string change, string table, string command)
    {
        using Lab lab = new();
        (_, string expected) = await lab.RankAsync();
        using (StoreConnection file = StoreConnection.Open(lab.StorePath, mayCreate: false))
        {
            file.Execute("PRAGMA foreign_keys = 0");
            Assert.IsGreaterThan(0, file.Execute(change));
        }

        Task Run() => command switch
        {
            "list" => Task.FromResult(StoreContents.Read(lab.StorePath)),
            "merge" => Task.FromResult(StoreMerger.Merge($"{lab.StorePath}.all", [lab.StorePath])),
            "prune" => Task.FromResult(StorePruner.Prune(lab.StorePath, new PruneOptions { Images = [], IsDryRun = true })),
            _ => lab.RankAsync(),
        };
        ResultsStoreException error = await Assert.ThrowsExactlyAsync<ResultsStoreException>(Run);
        StoreVerification found = StoreVerifier.Verify(lab.StorePath, repairs: true);

        Assert.AreEqual(
            $"{lab.StorePath}: it is damaged: a row belongs to a model or an image that it does not know; expected a store"
            + " as it was written (zoocte store verify --repair drops such rows).",
            error.Message);
        Assert.IsTrue(found.Damages.Any(one => one.Found.Contains($" of the table {table}: ")), string.Join('\n', found.Damages));
        Assert.IsEmpty(found.Left);
        await Run();
        Assert.AreEqual(expected, (await lab.RankAsync()).Json);
    }

    [TestMethod]
    public async Task Verify_PagesOverwritten_SaysThatTheFileIsDamaged()
    {
        using Lab lab = new();
        await lab.RankAsync();
        byte[] bytes = File.ReadAllBytes(lab.StorePath);
        bytes.AsSpan(bytes.Length / 3, bytes.Length / 3).Fill(0xA5);
        File.WriteAllBytes(lab.StorePath, bytes);

        string[] found = [.. StoreVerifier.Verify(lab.StorePath).Damages.Select(one => $"{one}")];

        Assert.IsNotEmpty(found);
        Assert.IsTrue(found.Any(one => one.StartsWith("the file: ")), string.Join('\n', found));
    }

    [TestMethod]
    public async Task StoredCheck_AnyByteChanged_IsFound()
    {
        using Lab lab = new();
        lab.Images.Clear();
        lab.Images.Add(lab.AddImage("large.tif", 96, 96));
        await lab.RankAsync();
        ModelQuestion question = StoreContents.Read(lab.StorePath).Models[0].Question;
        using SqliteResults store = SqliteResults.Open(lab.StorePath);
        ImageIdentity image = store.FindCounts(question).Keys.Single();
        using StoreConnection file = StoreConnection.OpenToRead(lab.StorePath);
        StoredPair pair = file.All($"SELECT {StoreRows.PairColumns} FROM pair", row => StoreRows.ReadPair(row, 0))[0];
        StoredSample sample = store.FindSamples(question, [image])[image];
        Assert.IsNull(StoredCheck.OfPair(pair));
        Assert.IsNull(StoredCheck.OfSample(sample, question, image));
        Assert.AreEqual((0, 1), (pair.Counts.Span[0], sample.Votes.Span[0]), "as it is, and compressed");

        foreach (int changed in Changed(pair.Counts, bytes => StoredCheck.OfPair(pair with { Counts = bytes })))
        {
            Assert.Fail($"counts with another byte {changed} pass");
        }

        foreach (int changed in Changed(
            sample.Votes, bytes => StoredCheck.OfSample(sample with { Votes = bytes }, question, image)))
        {
            Assert.Fail($"votes with another byte {changed} pass");
        }
    }

    private static IEnumerable<int> Changed(ReadOnlyMemory<byte> bytes, Func<byte[], string?> check)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            byte[] changed = bytes.ToArray();
            changed[i] ^= 0x10;
            if (check(changed) is null)
            {
                yield return i;
            }
        }
    }
}
