using BioZooCte.Tests.Models;

namespace BioZooCte.Sqlite.Tests;

/// <summary>What a process that died had counted is not counted again; two processes share the work.</summary>
[TestClass]
public sealed class ResumedRankingTests
{
    private const int PassesOfATile = 3;

    /// <summary>What lies on the disk in the middle of a pass is all that is left of a process that is killed there.</summary>
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task RankAsync_KilledAtAnyPass_GoesOnWhereItWas(bool isShared)
    {
        string expected;
        HashSet<string> perturbed;
        int count;
        using (Lab whole = new())
        {
            if (!isShared)
            {
                whole.NeedLocalDisk();
            }

            (IReadOnlyList<string> passes, expected) = await whole.RankAsync(keeps: false);
            perturbed = [.. passes.Where((_, i) => i % PassesOfATile > 0)];
            count = passes.Count;
        }

        for (int last = 1; last <= count; last += 5)
        {
            using Lab lab = new(isShared);
            int end = last;
            string left = $"{lab.StorePath}.left";
            IReadOnlyList<string> before = [];
            lab.BeforePass = (pass, _) =>
            {
                if (pass == end)
                {
                    File.Copy(lab.StorePath, left);
                    if (!isShared)
                    {
                        File.Copy($"{lab.StorePath}-wal", $"{left}-wal");
                    }

                    before = lab.Passes;
                }
            };
            await lab.RankAsync();
            lab.BeforePass = null;
            int whole = lab.Passes.Count;
            using (StoreConnection file = StoreConnection.Open(left, mayCreate: false))
            {
                Assert.AreEqual(1, file.Execute("UPDATE owner SET started = 0")); // of this process, which runs
            }

            using SqliteResults store = SqliteResults.Open(left);
            string found = await lab.RankAsync(store);

            Assert.AreEqual(expected, found, $"killed at pass {end}");
            string[] rest = [.. lab.Passes.Skip(whole)];
            string[] twice = [.. before.Intersect(rest).Where(perturbed.Contains)];
            Assert.HasCount(end - 1, before);
            Assert.IsEmpty(twice, $"killed at pass {end}: {twice.Length} tile pairs were counted twice");
        }
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task RankAsync_TwoAtOnce_ShareTheWork(bool isShared)
    {
        using Lab lab = new(isShared);
        for (int i = 0; i < 5; i++)
        {
            lab.Images.Add(lab.AddImage($"more{i}.tif", 24, 24));
        }

        using Barrier areAtWork = new(2);
        lab.BeforePass = (pass, token) =>
        {
            if (pass == 1)
            {
                Assert.IsTrue(areAtWork.SignalAndWait(TimeSpan.FromSeconds(60), token), "the other did nothing");
            }
        };
        async Task<(int Passes, string Json)> RankAsync()
        {
            FakeBackend backend = lab.NewBackend();
            using SqliteResults store = SqliteResults.Open(lab.StorePath);
            TransferabilityEstimator estimator = new(backend, lab.Options) { Store = store };
            string json = await lab.ToJsonAsync(await estimator.RankAsync(lab.Models, lab.Images));
            return (backend.Passes, json);
        }

        (int Passes, string Json)[] found = await Task.WhenAll(Task.Run(RankAsync), Task.Run(RankAsync));

        IReadOnlyList<string> shared = lab.Passes;
        lab.BeforePass = null;
        (IReadOnlyList<string> alone, string expected) = await lab.RankAsync(keeps: false);
        foreach ((int passes, string json) in found)
        {
            Assert.AreEqual(expected, json);
            Assert.IsGreaterThan(0, passes);
        }

        CollectionAssert.AreEquivalent(alone.ToArray(), shared.ToArray());
    }

    [TestMethod]
    public async Task RankAsync_ModelThatAnotherHasBegun_IsLeftToItForAsLongAsThereAreOthers()
    {
        using Lab lab = new();
        using ManualResetEventSlim hasBegun = new();
        using ManualResetEventSlim goesOn = new();
        int passes = 0;
        lab.BeforePass = (_, token) =>
        {
            if (Interlocked.Increment(ref passes) == 1)
            {
                hasBegun.Set();
                Assert.IsTrue(goesOn.Wait(TimeSpan.FromSeconds(60), token), "the other did nothing");
            }
        };
        Task<(IReadOnlyList<string> Passes, string Json)> first = Task.Run(() => lab.RankAsync());
        Assert.IsTrue(hasBegun.Wait(TimeSpan.FromSeconds(60)));
        Task<(IReadOnlyList<string> Passes, string Json)> second = Task.Run(() => lab.RankAsync());
        SpinWait.SpinUntil(() => lab.Passes.Count > 0, TimeSpan.FromSeconds(60));

        Assert.StartsWith("second", lab.Passes[0]);
        goesOn.Set();
        Assert.AreEqual((await first).Json, (await second).Json);
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
}
