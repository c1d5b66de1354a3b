using BioZooCte.Consistency;
using BioZooCte.Results;
using BioZooCte.Tests.Packages;

namespace BioZooCte.Sqlite.Tests;

/// <summary>What a store keeps, and what is none.</summary>
[TestClass]
public sealed class SqliteResultsTests
{
    private static readonly ModelQuestion Question = new("aa", "seed=0", "software 1") { Name = "model" };
    private static readonly ImageIdentity Image = new("bb", "image.tif");

    [TestMethod]
    public void SaveImage_TilesAndClaim_GiveWayToTheWhole()
    {
        using PackageFolder folder = new();
        using SqliteResults store = SqliteResults.Open(Path.Combine(folder.Path, "new", "s.sqlite"));
        Assert.IsTrue(store.TryClaim(Question, Image));
        Assert.IsFalse(store.TryClaim(Question, Image));
        store.SaveTile(Question, Image, new StoredTile(3, "gamma:1.5", 0, new byte[] { 1, 2 }));
        store.SaveTile(Question, Image, new StoredTile(3, "gamma:1.5", 0, new byte[] { 9, 9 }));
        Assert.AreEqual("3 gamma:1.5 0 0102", string.Join(
            ';', store.FindTiles(Question, Image).Select(t => $"{t.Tile} {t.Perturbation} {t.Run} {Convert.ToHexString(t.Data.Span)}")));

        store.SaveImage(Question, Image, [Pair(0.25)], new StoredSample(new byte[] { 7 }, true, 0.5));
        store.SaveImage(Question, Image, [Pair(0.75)], new StoredSample(new byte[] { 8 }, false, 9));

        Assert.IsEmpty(store.FindTiles(Question, Image));
        Assert.AreEqual("gamma:1.5", store.FindCounts(Question)[Image].Single().Perturbation);
        Assert.AreEqual("gamma:1.5", store.FindCounts(Question, Image)[Image].Single().Perturbation);
        List<KeptScore> scores = [];
        StoreScores.ForEach(store.Location, scores.Add);
        Assert.AreEqual(0.25, scores.Single().Seconds);
        StoredSample sample = store.FindSamples(Question, [Image])[Image];
        Assert.AreEqual((7, true, 0.5), (sample.Votes.Span[0], sample.ChangesResult, sample.Seconds));
        Assert.IsTrue(store.TryClaim(Question, Image));
    }

    [TestMethod]
    public void FindQuestions_SeveralOfOneModel_AreAllInTheOrderOfTheFirstTime()
    {
        using PackageFolder folder = new();
        using SqliteResults store = SqliteResults.Open(Path.Combine(folder.Path, "s.sqlite"));
        Assert.IsEmpty(store.FindQuestions());
        ModelQuestion later = Question with { Software = "software 0" };

        Assert.IsTrue(store.TryClaim(Question, Image));
        store.SaveRemark(later, null, "failure", "x");
        store.SaveTile(Question, Image, new StoredTile(0, "gamma:1.5", 0, new byte[] { 1 }));

        CollectionAssert.AreEqual(new[] { Question, later }, store.FindQuestions().ToArray());
        Assert.AreEqual("model", store.FindQuestions()[0].Name);
    }

    /// <summary>As on a full disk: a claim that could not be given back keeps nobody waiting.</summary>
    [TestMethod]
    public void Release_CannotBeWritten_ImageIsFreeAgain()
    {
        using PackageFolder folder = new();
        string path = Path.Combine(folder.Path, "s.sqlite");
        using SqliteResults store = SqliteResults.Open(path);
        using StoreConnection file = StoreConnection.Open(path, mayCreate: false);
        Assert.IsTrue(store.TryClaim(Question, Image));
        Assert.IsTrue(store.IsClaimed(Question, Image));

        file.Execute("CREATE TRIGGER no BEFORE DELETE ON claim BEGIN SELECT RAISE(ABORT, 'no room'); END");
        Assert.ThrowsExactly<ResultsStoreException>(() => store.Release(Question, Image));
        file.Execute("DROP TRIGGER no");

        Assert.IsFalse(store.IsClaimed(Question, Image));
        Assert.IsTrue(store.TryClaim(Question, Image));
        Assert.IsFalse(store.TryClaim(Question, Image));
    }

    [TestMethod]
    [DataRow(13, 13, "the disk is full; what was kept before is there; expected room for what is found.")]
    [DataRow(10, 778, "it cannot be written: the disk or the quota may be full; expected room for what is found, on a disk that works.")]
    [DataRow(10, 4874, "it cannot be written: the disk or the quota may be full; expected room for what is found, on a disk that works.")]
    [DataRow(10, 1034, "it cannot be written: the disk or the quota may be full; expected room for what is found, on a disk that works.")]
    [DataRow(10, 3850, "it cannot be locked: it may only be read, or its file system has no locks; expected a file that may be written to, where locks work.")]
    [DataRow(10, 266, "as SQLite says; expected a store that can be read and written.")] // a read
    public void Do_ErrorOfTheDisk_SaysNoMoreThanIsKnown(int code, int extended, string message)
    {
        using PackageFolder folder = new();
        string path = Path.Combine(folder.Path, "s.sqlite");
        using StoreConnection file = StoreConnection.Open(path, mayCreate: true);

        ResultsStoreException error = Assert.ThrowsExactly<ResultsStoreException>(() => file.Do<int>(
            () => throw new Microsoft.Data.Sqlite.SqliteException("as SQLite says", code, extended)));

        Assert.AreEqual($"{path}: {message}", error.Message);
    }

    [TestMethod]
    public void Find_OtherQuestionOrImage_IsNothing()
    {
        using PackageFolder folder = new();
        using SqliteResults store = SqliteResults.Open(Path.Combine(folder.Path, "s.sqlite"));
        store.SaveImage(Question, Image, [Pair(1)], new StoredSample(new byte[] { 7 }, false, 0));

        foreach (ModelQuestion other in new[]
        {
            Question with { Model = "ab" }, Question with { Options = "seed=1" }, Question with { Software = "2" },
        })
        {
            Assert.IsEmpty(store.FindCounts(other));
            Assert.IsEmpty(store.FindSamples(other, [Image]));
        }

        Assert.IsEmpty(store.FindSamples(Question, [new(Image.Sha256, "other.tif"), new("bc", Image.Name)]));
        Assert.HasCount(1, store.FindSamples(Question with { Name = "called otherwise" }, [Image]));
    }

    [TestMethod]
    public void SaveRemark_OfModelAndImage_AreApartAndStay()
    {
        using PackageFolder folder = new();
        using SqliteResults store = SqliteResults.Open(Path.Combine(folder.Path, "s.sqlite"));
        store.SaveRemark(Question, null, "kind", "of the model");
        store.SaveRemark(Question, Image, "kind", "of the image");
        store.SaveRemark(Question, null, "kind", "later");

        Assert.AreEqual("of the model", store.FindRemark(Question, null, "kind"));
        Assert.AreEqual("of the image", store.FindRemark(Question, Image, "kind"));
        Assert.IsNull(store.FindRemark(Question, Image, "other"));
        Assert.AreEqual("of the image", store.FindRemarks(Question, "kind")[Image]);
        Assert.HasCount(1, store.FindRemarks(Question, "kind"));
    }

    [TestMethod]
    public void View_Scores_AreThoseOfTheMetrics()
    {
        using PackageFolder folder = new();
        string path = Path.Combine(folder.Path, "s.sqlite");
        using SqliteResults store = SqliteResults.Open(path);
        StoredPair pair = Pair(1);
        store.SaveImage(Question, Image, [pair], new StoredSample(new byte[] { 7 }, false, 0));

        using StoreConnection file = StoreConnection.Open(path, mayCreate: false);
        (double nhd, double miou, double strength, string perturbation) = file.All(
            "SELECT nhd, miou, strength, perturbation FROM score",
            row => (row.GetDouble(0), row.GetDouble(1), row.GetDouble(2), row.GetString(3))).Single();

        Assert.AreEqual(KnownMetrics.Parse("nhd").Score(pair.Total)!.Value, nhd, 1e-12);
        Assert.AreEqual(KnownMetrics.Parse("miou").Score(pair.Total)!.Value, miou, 1e-12);
        Assert.AreEqual((1.5, "gamma"), (strength, perturbation));
    }

    [TestMethod]
    public void Open_NoStore_SaysWhatItIs()
    {
        using PackageFolder folder = new();
        string text = folder.Write("text.sqlite", new string('x', 5000));
        string foreign = Path.Combine(folder.Path, "foreign.sqlite");
        string newer = Path.Combine(folder.Path, "newer.sqlite");
        SqliteResults.Open(newer).Dispose();
        using (Microsoft.Data.Sqlite.SqliteConnection file = new($"Data Source={foreign};Pooling=False"))
        {
            Run(file, "CREATE TABLE t(a)");
        }

        using (Microsoft.Data.Sqlite.SqliteConnection file = new($"Data Source={newer};Pooling=False"))
        {
            Run(file, "PRAGMA user_version = 99");
        }

        Assert.Contains("no SQLite file", Fails(text));
        Assert.Contains("another program", Fails(foreign));
        Assert.Contains("version 99", Fails(newer));
        Assert.Contains(folder.Path, Fails(folder.Path));
    }

    /// <summary>To SQLite these are stores that keep nothing.</summary>
    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)] // there they are no names of files
    [DataRow(":memory:")]
    [DataRow("file:kept?mode=memory")]
    public void Open_NameOfNoFileToSqlite_IsAFile(string path)
    {
        try
        {
            using (SqliteResults store = SqliteResults.Open(path))
            {
                store.SaveRemark(Question, null, "kind", "kept");
            }

            using SqliteResults again = SqliteResults.Open(path);
            Assert.AreEqual("kept", again.FindRemark(Question, null, "kind"));
            Assert.IsTrue(File.Exists(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Run(Microsoft.Data.Sqlite.SqliteConnection file, string sql)
    {
        file.Open();
        using Microsoft.Data.Sqlite.SqliteCommand command = file.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string Fails(string path) =>
        Assert.ThrowsExactly<ResultsStoreException>(() => SqliteResults.Open(path)).Message;

    private static StoredPair Pair(double seconds) => new(
        "gamma:1.5",
        0,
        new PairCounts { Pixels = 100, Unperturbed = 30, Perturbed = 25, Intersection = 20 },
        new byte[] { 1 },
        seconds);
}
