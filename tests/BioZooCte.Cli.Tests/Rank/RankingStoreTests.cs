using System.Runtime.InteropServices;

using BioZooCte.Cli.Rank;
using BioZooCte.Cli.Tests.Watch;
using BioZooCte.Onnx;
using BioZooCte.Results;
using BioZooCte.Sqlite;

using Microsoft.Data.Sqlite;

namespace BioZooCte.Cli.Tests.Rank;

/// <summary>What <c>zoocte rank</c> does where the store beside the images cannot be opened.</summary>
[TestClass]
public sealed class RankingStoreTests
{
    [TestMethod]
    [DataRow(true, "it cannot be made")]
    [DataRow(false, "it cannot be opened to write")]
    public async Task Rank_PlaceThatCannotBeWrittenTo_SaysSoFirst_AndRanks(bool isFileForFolder, string found)
    {
        using WatchedFolders folders = new(images: 1, "dsb256");
        string folder = Path.Combine(folders.Images, ".zoocte");
        if (isFileForFolder)
        {
            await File.WriteAllTextAsync(folder, "");
        }
        else
        {
            Directory.CreateDirectory(Path.Combine(folder, "results.sqlite"));
        }

        using Captured captured = new();
        int code = await RankAsync(captured, folders, "--json", folders["ranking.json"]);

        Assert.AreEqual(ExitCode.Done, code, captured.Error);
        string[] lines = captured.Error.Split('\n');
        Assert.StartsWith("zoocte: results are not kept: ", lines[0]);
        Assert.Contains(found, lines[0]);
        Assert.EndsWith("--store FILE keeps them elsewhere.", lines[0]);
        Assert.Contains("1 of 1: dsb256", lines[1]);
        Assert.DoesNotContain("not kept", captured.Output);
        Assert.IsTrue(File.Exists(folders["ranking.json"]));
    }

    [TestMethod]
    [DataRow("damaged", "it is no SQLite file")]
    [DataRow("version", "its layout has version 7; expected version ")]
    public async Task Rank_StoreThatIsNone_RunsNothing_AndNamesTheWayOn(string fault, string found)
    {
        using WatchedFolders folders = new(images: 1, "dsb256");
        string path = Path.Combine(folders.Images, ".zoocte", "results.sqlite");
        SqliteResults.Open(path).Dispose();
        if (fault == "damaged")
        {
            await File.WriteAllTextAsync(path, new string('x', 4096));
        }
        else
        {
            Execute(path, "PRAGMA user_version = 7");
        }

        using Captured captured = new();
        int code = await RankAsync(captured, folders);
        using Captured without = new();
        int codeWithout = await RankAsync(without, folders, "--no-store");

        Assert.AreEqual(ExitCode.Incomplete, code);
        string line = captured.Error.TrimEnd('\n');
        Assert.StartsWith($"zoocte: {path}: {found}", line);
        Assert.EndsWith(" --store FILE keeps results elsewhere, --no-store nowhere.", line);
        Assert.DoesNotContain('\n', line);
        Assert.AreEqual("", captured.Output);
        Assert.AreEqual(ExitCode.Done, codeWithout, without.Error);
    }

    [TestMethod]
    public async Task Rank_StoreOfOtherSoftware_SaysSo_Once()
    {
        using WatchedFolders folders = new(images: 1, "dsb256", "histo");
        string[] errors = new string[4];
        for (int i = 0; i < errors.Length; i++)
        {
            using Captured captured = new();
            string[] otherOptions = i == 3 ? ["--seed", "1"] : [];
            Assert.AreEqual(ExitCode.Done, await RankAsync(captured, folders, otherOptions), captured.Error);
            errors[i] = captured.Error;
            if (i == 0)
            {
                Execute(
                    Path.Combine(folders.Images, ".zoocte", "results.sqlite"),
                    "UPDATE question SET software = substr(software, 1, instr(software, '; .NET ')) || ' .NET 9.8.7'");
            }
        }

        string version = RuntimeInformation.FrameworkDescription;
        string note = "zoocte: what the store had to offer of 2 models is by .NET 9.8.7; this is"
            + $" {version}, and what different software gives is not mixed.";
        Assert.Contains(note, errors[1]);
        foreach (string other in new[] { errors[0], errors[2], errors[3] })
        {
            Assert.DoesNotContain("had to offer", other);
        }
    }

    /// <summary>The ranking is made by then, and is written.</summary>
    [TestMethod]
    public void NotesOf_StoreThatCannotBeReadAnyMore_AreNone()
    {
        using TemporaryFolder folder = new();
        string path = folder["results.sqlite"];
        using SqliteResults store = SqliteResults.Open(path);
        Execute(path, "ALTER TABLE question RENAME TO lost");

        Assert.ThrowsExactly<ResultsStoreException>(() => store.FindQuestions());
        Assert.IsEmpty(OtherSoftware.NotesOf(store, [], "x 1"));
    }

    /// <summary>Rights do not bind whoever may do everything, and no disk is full at will.</summary>
    [TestMethod]
    [DataRow(8, true)] // read-only
    [DataRow(14, true)] // cannot open
    [DataRow(5, false)] // busy
    [DataRow(11, false)] // corrupt
    [DataRow(13, false)] // full
    [DataRow(26, false)] // no database
    [DataRow(3850, true)] // cannot lock
    [DataRow(778, false)] // cannot write, as beyond a quota
    public void IsOfThePlace_ErrorOfSqlite_IsWhereNothingMayBeWritten(int code, bool expected) =>
        Assert.AreEqual(expected, IsOfThePlace(new SqliteException("", code & 0xFF, code)));

    [TestMethod]
    public void IsOfThePlace_ErrorOfTheFolder_IsAnyButAFullDisk()
    {
        Assert.IsTrue(IsOfThePlace(new UnauthorizedAccessException()));
        Assert.IsTrue(IsOfThePlace(new IOException("Read-only file system", 30)));
        Assert.IsFalse(IsOfThePlace(new IOException("No space left on device", 28)));
        Assert.IsFalse(IsOfThePlace(new IOException("Disk quota exceeded", 122)));
        Assert.IsFalse(IsOfThePlace(null));
    }

    private static bool IsOfThePlace(Exception? cause) =>
        SqliteResults.IsOfThePlace(new ResultsStoreException("results.sqlite", "x", "y", cause));

    private static void Execute(string path, string sql)
    {
        using SqliteConnection file = new($"Data Source={path};Pooling=False");
        file.Open();
        using SqliteCommand command = file.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static Task<int> RankAsync(Captured captured, WatchedFolders folders, params string[] arguments) =>
        Commands.Create(captured.Terminal, new OnnxBackend()).RunAsync(
            ["rank", "--models", folders.Models, "--images", folders.Images, .. arguments], CancellationToken.None);
}
