using System.Runtime.Versioning;

using BioZooCte.Results;

namespace BioZooCte.Sqlite.Tests;

/// <summary>A store that several machines may write to does without the memory that only one of them shares.</summary>
[TestClass]
public sealed class SharedStoreTests
{
    [TestMethod]
    public async Task Care_OfSharedStores_IsAsOfOthers()
    {
        using Lab lab = new(isShared: true);
        (_, string expected) = await lab.RankAsync();
        string all = $"{lab.StorePath}.all";
        StoreConnection.Open(all, mayCreate: true, isShared: true).Dispose();

        MergedStore merged = StoreMerger.Merge(all, [lab.StorePath]).Stores.Single();
        PruneReport pruned = StorePruner.Prune(lab.StorePath, new PruneOptions { IsAll = true });
        StoreMerger.Merge(lab.StorePath, [all]);
        using (StoreConnection file = StoreConnection.Open(lab.StorePath, mayCreate: false))
        {
            file.Execute("UPDATE pair SET counts = x'' WHERE rowid = (SELECT min(rowid) FROM pair)");
        }

        StoreVerification found = StoreVerifier.Verify(lab.StorePath, repairs: true);
        (IReadOnlyList<string> passes, string again) = await lab.RankAsync();

        Assert.AreEqual((9, 18), (merged.Images, merged.Pairs));
        Assert.AreEqual(18, pruned.Pairs);
        Assert.IsGreaterThan(0, pruned.BytesFreed);
        Assert.IsNotEmpty(found.Damages);
        Assert.IsEmpty(found.Left);
        Assert.IsNotEmpty(passes);
        Assert.AreEqual(expected, again);
        Assert.AreEqual(9, StoreContents.Read(all).Models.Sum(one => one.Whole));
        foreach (string path in new[] { lab.StorePath, all })
        {
            Assert.AreEqual("delete", JournalOf(path));
            Assert.AreEqual("", FilesBeside(path));
        }
    }

    /// <summary>A store that was copied to a share has a log; one that lies there keeps its journal for all.</summary>
    [TestMethod]
    public async Task Open_StoreOfALocalDisk_GivesUpItsLogForGood()
    {
        using Lab lab = new();
        lab.NeedLocalDisk();
        await lab.RankAsync();
        Assert.AreEqual("wal", JournalOf(lab.StorePath));

        StoreConnection.Open(lab.StorePath, mayCreate: false, isShared: true).Dispose();

        Assert.AreEqual("delete", JournalOf(lab.StorePath));
        Assert.IsEmpty((await lab.RankAsync()).Passes);
        Assert.AreEqual("delete", JournalOf(lab.StorePath));
    }

    [TestMethod]
    public async Task Open_LogThatAnotherHasOpen_WaitsForIt()
    {
        using Lab lab = new();
        lab.NeedLocalDisk();
        SqliteResults other = SqliteResults.Open(lab.StorePath);

        Task opened = Task.Run(() => StoreConnection.Open(lab.StorePath, mayCreate: true, isShared: true).Dispose());
        await Task.WhenAny(opened, Task.Delay(500));
        Assert.IsFalse(opened.IsCompleted);
        other.Dispose();
        await opened.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.AreEqual("delete", JournalOf(lab.StorePath));
    }

    [TestMethod]
    public async Task OpenToRead_StoreOfALocalDisk_SharesNoMemory()
    {
        using Lab lab = new();
        lab.NeedLocalDisk();
        await lab.RankAsync();

        using (StoreConnection file = StoreConnection.OpenToRead(lab.StorePath, isShared: true))
        {
            Assert.HasCount(3, file.Look(() => StoreRows.Images(file)));
            Assert.IsFalse(File.Exists($"{lab.StorePath}-shm"));
        }

        Assert.AreEqual("wal", JournalOf(lab.StorePath));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [UnsupportedOSPlatform("windows")]
    [DataRow(false, false)]
    [DataRow(false, true)]
    [DataRow(true, true)]
    public async Task OpenToRead_FolderThatMayNotBeWrittenTo_IsRead(bool wasShared, bool isShared)
    {
        if (Environment.IsPrivilegedProcess)
        {
            Assert.Inconclusive("The administrator may write everywhere.");
        }

        using Lab lab = new(wasShared);
        await lab.RankAsync();
        string folder = Path.GetDirectoryName(lab.StorePath)!;
        File.SetUnixFileMode(lab.StorePath, UnixFileMode.UserRead);
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            using StoreConnection file = StoreConnection.OpenToRead(lab.StorePath, isShared);
            Assert.HasCount(3, file.Look(() => StoreRows.Images(file)));
        }
        finally
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [TestMethod]
    public void Open_ManyAtOnce_AreOneStore()
    {
        using Lab lab = new();

        Parallel.For(0, 8, i =>
        {
            using StoreConnection file = StoreConnection.Open(lab.StorePath, mayCreate: true, isShared: true);
            file.Change(() => file.Execute("INSERT INTO image(sha256, name) VALUES('aa', @1)", $"{i}.tif"));
        });

        Assert.HasCount(8, StoreContents.Read(lab.StorePath).Images);
    }

    /// <summary>Who reads keeps who writes waiting, and does not make it fail.</summary>
    [TestMethod]
    public async Task Change_WhileAnotherReads_WaitsForIt()
    {
        using Lab lab = new(isShared: true);
        using StoreConnection reader = StoreConnection.OpenToRead(lab.StorePath);
        using StoreConnection writer = StoreConnection.Open(lab.StorePath, mayCreate: false);

        Task<int> change = reader.Look(() =>
        {
            Assert.IsEmpty(StoreRows.Images(reader));
            Task<int> begun = Task.Run(() => writer.Change(
                () => writer.Execute("INSERT INTO image(sha256, name) VALUES('aa', 'a.tif')")));
            Assert.IsFalse(begun.Wait(TimeSpan.FromMilliseconds(400)));
            Assert.IsEmpty(StoreRows.Images(reader));
            return begun;
        });

        Assert.AreEqual(1, await change.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.HasCount(1, reader.Do(() => StoreRows.Images(reader)));
    }

    [TestMethod]
    public void Beat_WhileOneWaitsForAReader_IsLeftOut()
    {
        using Lab lab = new(isShared: true);
        using SqliteResults store = SqliteResults.Open(lab.StorePath);
        using StoreConnection reader = StoreConnection.OpenToRead(lab.StorePath);

        Task waiting = reader.Look(() =>
        {
            Assert.IsEmpty(StoreRows.Images(reader));
            Task first = Task.Run(store.Beat);
            first.Wait(TimeSpan.FromMilliseconds(400));
            Assert.IsTrue(Task.Run(store.Beat).Wait(TimeSpan.FromSeconds(10)));
            return first;
        });

        Assert.IsTrue(waiting.Wait(TimeSpan.FromSeconds(30)));
    }

    /// <summary>A beat whose turn comes when the store has taken its leave does not bring it back.</summary>
    [TestMethod]
    public async Task Beat_WaitsWhileTheStoreIsClosed_LeavesNoOwner()
    {
        using Lab lab = new(isShared: true);
        SqliteResults store = SqliteResults.Open(lab.StorePath);
        using StoreConnection reader = StoreConnection.OpenToRead(lab.StorePath);

        Task[] waiting = reader.Look(() =>
        {
            Assert.IsEmpty(StoreRows.Images(reader));
            Task closed = Task.Run(store.Dispose);
            Assert.IsFalse(closed.Wait(TimeSpan.FromMilliseconds(400)));
            Task beat = Task.Run(store.Beat);
            beat.Wait(TimeSpan.FromMilliseconds(400));
            return new[] { closed, beat };
        });
        await Task.WhenAll(waiting).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.AreEqual(0L, reader.Do(() => reader.Find("SELECT count(*) FROM owner")));
    }

    /// <summary>Without a log, who reads all of a large store holds it for minutes, also on the machine that lends it.</summary>
    [TestMethod]
    [DataRow(false, false, 60)]
    [DataRow(true, true, 600)]
    [DataRow(true, false, 600)]
    public void Do_HeldByAnother_SaysHowLongItWaited(bool wasShared, bool isShared, int seconds)
    {
        using Lab lab = new();
        StoreConnection.Open(lab.StorePath, mayCreate: true, wasShared).Dispose();
        using StoreConnection file = StoreConnection.Open(lab.StorePath, mayCreate: true, isShared);

        ResultsStoreException error = Assert.ThrowsExactly<ResultsStoreException>(
            () => file.Do<int>(() => throw new Microsoft.Data.Sqlite.SqliteException("locked", 5)));

        Assert.Contains($"another program has held it for {seconds} s; expected", error.Message);
    }

    /// <summary>Who opens waits no longer on a share: one whose locks do not work looks the same.</summary>
    [TestMethod]
    public void Open_HeldByAnother_WaitsAsLongAsItSays()
    {
        using Lab lab = new(isShared: true);
        using StoreConnection holder = StoreConnection.Open(lab.StorePath, mayCreate: false);
        holder.Execute("BEGIN EXCLUSIVE");

        ResultsStoreException error = Assert.ThrowsExactly<ResultsStoreException>(
            () => StoreConnection.Open(lab.StorePath, mayCreate: false, isShared: true, secondsToOpen: 1));

        Assert.Contains("another program has held it for 1 s; expected", error.Message);
    }

    /// <summary>What is asked while it is opened, and again later, waits as long as the rest.</summary>
    [TestMethod]
    public void Execute_AskedBeforeItWasOpen_WaitsForReaders()
    {
        using Lab lab = new(isShared: true);
        using StoreConnection holder = StoreConnection.Open(lab.StorePath, mayCreate: false);
        using StoreConnection file = StoreConnection.Open(lab.StorePath, mayCreate: false, secondsToOpen: 1);
        holder.Execute("BEGIN EXCLUSIVE");

        Task<object?> found = Task.Run(() => file.Find("PRAGMA user_version"));
        Assert.IsFalse(found.Wait(TimeSpan.FromSeconds(2)));
        holder.Execute("ROLLBACK");

        Assert.AreEqual((long)Schema.Version, found.Result);
    }

    /// <summary>What lies on the disk in the middle of a change, part of which is written, is all that a process leaves.</summary>
    [TestMethod]
    public void Open_KilledInAChange_IsAsBeforeIt()
    {
        using Lab lab = new(isShared: true);
        string left = $"{lab.StorePath}.left";
        using (StoreConnection file = StoreConnection.Open(lab.StorePath, mayCreate: false))
        {
            file.Execute("PRAGMA cache_size = 1");
            file.Execute("INSERT INTO image(sha256, name) VALUES('before', 'a.tif')");
            long before = new FileInfo(lab.StorePath).Length;
            file.Change(() =>
            {
                file.Execute("UPDATE image SET sha256 = 'after'");
                file.Execute(
                    """
                    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
                    INSERT INTO image(sha256, name) SELECT hex(randomblob(100)), i FROM n
                    """);
                Assert.IsGreaterThan(before, new FileInfo(lab.StorePath).Length);
                File.Copy(lab.StorePath, left);
                File.Copy($"{lab.StorePath}-journal", $"{left}-journal");
                return true;
            });
        }

        Assert.HasCount(2001, StoreContents.Read(lab.StorePath).Images);
        Assert.AreEqual(new ImageIdentity("before", "a.tif"), StoreContents.Read(left).Images.Single());
        Assert.IsEmpty(StoreVerifier.Verify(left).Damages);
        Assert.AreEqual("", FilesBeside(left));
    }

    private static string JournalOf(string path)
    {
        using StoreConnection file = StoreConnection.OpenToRead(path);
        return (string)file.Find("PRAGMA journal_mode")!;
    }

    private static string FilesBeside(string path) =>
        string.Join(' ', new[] { "-wal", "-shm", "-journal" }.Where(suffix => File.Exists(path + suffix)));
}
