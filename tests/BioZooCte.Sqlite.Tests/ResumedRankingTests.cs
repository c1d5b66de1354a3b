namespace BioZooCte.Sqlite.Tests;

/// <summary>What a process that died had counted is not counted again; two processes share the work.</summary>
[TestClass]
public sealed class ResumedRankingTests
{
    private const int PassesOfATile = 3;

    [TestMethod]
    public async Task RankAsync_EndedAtAnyPass_GoesOnWhereItWas()
    {
        string expected;
        HashSet<string> perturbed;
        int count;
        using (Lab whole = new())
        {
            (IReadOnlyList<string> passes, expected) = await whole.RankAsync(keeps: false);
            perturbed = [.. passes.Where((_, i) => i % PassesOfATile > 0)];
            count = passes.Count;
        }

        for (int last = 1; last <= count; last += 5)
        {
            using Lab lab = new();
            int end = last;
            lab.BeforePass = (pass, _) =>
            {
                if (pass == end)
                {
                    throw new DyingException();
                }
            };
            using (SqliteResults store = SqliteResults.Open(lab.StorePath))
            {
                await lab.RankAsync(store);
            }

            int before = lab.Passes.Count;
            lab.BeforePass = null;
            (IReadOnlyList<string> rest, string found) = await lab.RankAsync();

            Assert.AreEqual(expected, found, $"ended at pass {end}");
            string[] twice =
                [.. lab.Passes.Take(before).Intersect(rest).Where(perturbed.Contains)];
            Assert.IsEmpty(twice, $"ended at pass {end}: {twice.Length} tile pairs were counted twice");
        }
    }

    [TestMethod]
    public async Task RankAsync_TwoAtOnce_ShareTheWork()
    {
        using Lab lab = new();
        for (int i = 0; i < 5; i++)
        {
            lab.Images.Add(lab.AddImage($"more{i}.tif", 24, 24));
        }

        lab.BeforePass = (_, _) => Thread.Sleep(5);
        using SqliteResults one = SqliteResults.Open(lab.StorePath);
        using SqliteResults other = SqliteResults.Open(lab.StorePath);

        string[] found = await Task.WhenAll(Task.Run(() => lab.RankAsync(one)), Task.Run(() => lab.RankAsync(other)));

        int shared = lab.Passes.Count;
        lab.BeforePass = null;
        (IReadOnlyList<string> alone, string expected) = await lab.RankAsync(keeps: false);
        Assert.AreEqual(expected, found[0]);
        Assert.AreEqual(expected, found[1]);
        Assert.AreEqual(alone.Count, shared);
    }

    [TestMethod]
    public async Task RankAsync_ClaimOfAProcessThatIsGone_IsTakenOver()
    {
        using Lab lab = new();
        using (SqliteResults store = SqliteResults.Open(lab.StorePath))
        {
            await lab.RankAsync(store);
        }

        using (StoreConnection file = StoreConnection.Open(lab.StorePath, mayCreate: false))
        {
            file.Execute("DELETE FROM pair");
            file.Execute("DELETE FROM sample");
            file.Execute(
                "INSERT INTO owner VALUES('gone', @1, @2, 0, @3)",
                Environment.MachineName, Environment.ProcessId, DateTime.UtcNow.Ticks);
            file.Execute("INSERT INTO claim SELECT question.id, image.id, 'gone' FROM question, image");
        }

        (IReadOnlyList<string> passes, string found) = await lab.RankAsync();

        (IReadOnlyList<string> all, string expected) = await lab.RankAsync(keeps: false);
        Assert.AreEqual(all.Count, passes.Count);
        Assert.AreEqual(expected, found);
    }

    private sealed class DyingException : Exception;
}
