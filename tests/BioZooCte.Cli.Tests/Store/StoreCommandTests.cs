using System.Runtime.Versioning;
using System.Text.Json;

using BioZooCte.Cli.Demo;
using BioZooCte.Cli.Store;
using BioZooCte.Estimation;
using BioZooCte.Onnx;
using BioZooCte.Packages;
using BioZooCte.Results;
using BioZooCte.Sqlite;

namespace BioZooCte.Cli.Tests.Store;

[TestClass]
public sealed class StoreCommandTests
{
    [TestMethod]
    public async Task List_FolderOfImages_ShowsWhatIsKeptInAHundredColumns()
    {
        using TemporaryFolder folder = new();
        string path = KeptResults.Write(folder);
        using Captured captured = new();

        Assert.AreEqual(ExitCode.Done, await RunAsync(captured, "list", folder["scans"]), captured.Error);

        StringAssert.Contains(captured.Output.ReplaceLineEndings(" "), $"2 models, 2 images, ");
        StringAssert.Contains(captured.Output, "BioZooCte 1.0.0; fake 1; .NET 10");
        string[] lines = captured.Output.Split('\n');
        Assert.IsTrue(lines.Where(line => !line.Contains(folder.Path)).All(line => line.Length <= 100), captured.Output);
        string stardist = lines.Single(line => line.TrimStart().StartsWith("stardist", StringComparison.Ordinal));
        string unet = lines.Single(line => line.TrimStart().StartsWith("unet", StringComparison.Ordinal));
        StringAssert.Matches(unet, new(@"^ *unet +2 +contrast:0\.7, gamma:1\.5 +– +20\d\d-\d\d-\d\d \d\d:\d\d +\d+ B$"));
        StringAssert.Matches(stardist, new(@"^ *stardist +1 +gamma:1\.5 +seed=3 "));
        StringAssert.Contains(captured.Output, "Nobody works on it now.");
        Assert.AreEqual(path, StoreFinder.Find(folder["scans"]));
    }

    [TestMethod]
    public async Task List_ProcessAtWork_IsNamed()
    {
        using TemporaryFolder folder = new();
        string path = KeptResults.Write(folder);
        using SqliteResults running = SqliteResults.Open(path);
        Assert.IsTrue(running.TryClaim(KeptResults.Question("unet"), KeptResults.Image("c.tif")));
        using Captured captured = new();

        await RunAsync(captured, "list", path);

        StringAssert.Contains(
            captured.Output, $"At work now:\n  {Environment.MachineName}, process {Environment.ProcessId}: unet on c.tif\n");
    }

    [TestMethod]
    public async Task List_Json_IsJson()
    {
        using TemporaryFolder folder = new();
        string path = KeptResults.Write(folder);
        using Captured captured = new();

        Assert.AreEqual(ExitCode.Done, await RunAsync(captured, "list", path, "--json"));

        using JsonDocument document = JsonDocument.Parse(captured.Output);
        JsonElement unet = document.RootElement.GetProperty("models")[1];
        Assert.AreEqual("unet", unet.GetProperty("model").GetString());
        Assert.AreEqual(2, unet.GetProperty("whole").GetInt32());
        Assert.AreEqual("gamma:1.5", unet.GetProperty("perturbations")[1].GetProperty("perturbation").GetString());
        Assert.AreEqual(0, document.RootElement.GetProperty("workers").GetArrayLength());
    }

    [TestMethod]
    [DataRow("list")]
    [DataRow("export", "--csv", "x.csv")]
    [DataRow("prune")]
    [DataRow("verify")]
    public async Task Store_NoneThere_IsMisuse(string command, params string[] more)
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();

        Assert.AreEqual(ExitCode.Misused, await RunAsync(captured, [command, folder.Path, .. more]));
        StringAssert.Contains(captured.Error, "there is no store here; expected ");
        Assert.AreEqual(ExitCode.Misused, await RunAsync(captured, [command, folder["none"], .. more]));
        StringAssert.Contains(captured.Error, "none: there is no such file or folder.");
    }

    [TestMethod]
    public async Task Export_Csv_WritesTheRows()
    {
        using TemporaryFolder folder = new();
        string path = KeptResults.Write(folder);
        using Captured captured = new();

        int code = await RunAsync(captured, "export", path, "--csv", folder["out.csv"], "--json", folder["out.json"]);

        Assert.AreEqual(ExitCode.Done, code, captured.Error);
        Assert.HasCount(1 + 5, File.ReadAllLines(folder["out.csv"]));
        StringAssert.Contains(captured.Error, $"{folder["out.csv"]}: 5 rows");
        Assert.AreEqual(ExitCode.Misused, await RunAsync(captured, "export", path));
        StringAssert.Contains(captured.Error, "expected --csv FILE or --json FILE");
    }

    [TestMethod]
    public async Task Prune_OtherSoftware_SaysWhatAndHowMuch()
    {
        using TemporaryFolder folder = new();
        string path = KeptResults.Write(folder);
        using (SqliteResults store = SqliteResults.Open(path))
        {
            ModelQuestion now = KeptResults.Question("unet", ResultsIdentity.OfSoftware(new OnnxBackend()));
            KeptResults.Save(store, now, KeptResults.Image("a.tif"), "gamma:1.5");
        }

        using Captured captured = new();
        Assert.AreEqual(ExitCode.Done, await RunAsync(captured, "prune", path, "--software-older", "--dry-run"));
        Assert.HasCount(3, StoreContents.Read(path).Models);
        StringAssert.Contains(captured.Output.ReplaceLineEndings(" "), "would drop 5 pairs, 0 tiles and 0 remarks of 3 images;");
        StringAssert.Contains(captured.Output, "  unet: 2 images (BioZooCte 1.0.0; fake 1; .NET 10)");

        Assert.AreEqual(ExitCode.Done, await RunAsync(captured, "prune", path, "--software-older"));
        StringAssert.Contains(captured.Output.ReplaceLineEndings(" "), " dropped 5 pairs, 0 tiles and 0 remarks of 3 images;");
        Assert.HasCount(1, StoreContents.Read(path).Models);
    }

    [TestMethod]
    public void Write_FileThatCouldNotBeMadeSmaller_SaysSoBesideWhatWasDropped()
    {
        using Captured captured = new();
        PruneReport report = new([], 5, 0, 0, 0, 0, 0) { WhyNotSmaller = "another program has held it for 60 s" };

        PruneRenderer.Write(captured.Terminal.Output, "s.sqlite", report, isDryRun: false);

        string text = captured.Output.ReplaceLineEndings(" ");
        StringAssert.Contains(text, "s.sqlite: dropped 5 pairs,");
        StringAssert.Contains(
            text,
            "The file could not be made smaller: another program has held it for 60 s. The room of what was dropped is used"
            + " again.");
    }

    /// <summary>What is in the store is of no matter where nothing is compared with it, nor how long it takes to read.</summary>
    [TestMethod]
    public async Task Prune_StoreThatCannotBeReadWhole_IsPruned()
    {
        using TemporaryFolder folder = new();
        string path = KeptResults.Write(folder);
        using (StoreConnection file = StoreConnection.Open(path, mayCreate: false))
        {
            file.Execute("PRAGMA foreign_keys = 0");
            file.Execute("INSERT INTO claim VALUES(1, 99, 'gone')");
        }

        Assert.ThrowsExactly<ResultsStoreException>(() => StoreContents.Read(path));
        using Captured captured = new();
        Assert.AreEqual(ExitCode.Done, await RunAsync(captured, "prune", path), captured.Error);
        StringAssert.Contains(captured.Output.ReplaceLineEndings(" "), "1 claim of processes that are gone");
        Assert.IsNotEmpty(StoreContents.Read(path).Models);
    }

    [TestMethod]
    public async Task Prune_UnseenModelsAndImages_KeepsThoseInTheFolders()
    {
        using TemporaryFolder folder = new();
        string path = KeptResults.Write(folder);
        string package = DemoZoo.Packages()[0];
        string image = folder.Write(Path.Combine("scans", "below", "a.tif"), 1, 2, 3);
        ImageIdentity there = await ResultsIdentity.OfImageAsync(image);
        using (ModelPackage opened = await ModelPackageReader.OpenAsync(package))
        using (SqliteResults store = SqliteResults.Open(path))
        {
            ModelQuestion seen = new(
                ResultsIdentity.OfModel(opened, new OnnxBackend()), EstimationQuestion.UsualOptions, "x 1")
            {
                Name = "seen",
            };
            KeptResults.Save(store, seen, there, "gamma:1.5");
            KeptResults.Save(store, seen, KeptResults.Image("a.tif"), "gamma:1.5");
        }

        using Captured captured = new();
        int code = await RunAsync(captured, "prune", path, "--unseen-models", package, "--unseen-images", folder["scans"]);

        Assert.AreEqual(ExitCode.Done, code, captured.Error);
        StoreContents left = StoreContents.Read(path);
        Assert.AreEqual("seen", left.Models.Single().Question.Name);
        Assert.AreEqual(there, left.Images.Single());
    }

    [TestMethod]
    [DataRow("--unseen-models", "empty", "none of 1 model in ", " is known to the store, of which all would be dropped;")]
    [DataRow("--unseen-images", "empty", "of 2 images that the store knows none is here, as in an empty or unmounted folder,")]
    [DataRow("--unseen-images", "scans", "of 2 images that the store knows none is here, as in an empty or unmounted folder,")]
    public async Task Prune_NothingOfTheStoreIsThere_DropsNothing(string option, string place, params string[] found)
    {
        using TemporaryFolder folder = new();
        string path = KeptResults.Write(folder);
        Directory.CreateDirectory(folder["empty"]);
        folder.Write(Path.Combine("scans", "a.tif"), 1, 2, 3); // of the same name, with another content
        string given = option == "--unseen-models" ? DemoZoo.Packages()[0] : folder[place];
        using Captured captured = new();

        Assert.AreEqual(ExitCode.Misused, await RunAsync(captured, "prune", path, option, given));

        foreach (string text in (string[])[option, given, .. found, "(--all drops everything)"])
        {
            StringAssert.Contains(captured.Error, text);
        }

        Assert.HasCount(2, StoreContents.Read(path).Models);
    }

    /// <summary>What is kept of a model that is only damaged, or on a disk that is not there now, stays.</summary>
    [TestMethod]
    public async Task Prune_PackageThatCannotBeRead_DropsNothing()
    {
        using TemporaryFolder folder = new();
        string path = KeptResults.Write(folder);
        string package = DemoZoo.Packages()[0];
        using (ModelPackage opened = await ModelPackageReader.OpenAsync(package))
        using (SqliteResults store = SqliteResults.Open(path))
        {
            ModelQuestion seen = new(
                ResultsIdentity.OfModel(opened, new OnnxBackend()), EstimationQuestion.UsualOptions, "x 1")
            {
                Name = "seen",
            };
            KeptResults.Save(store, seen, KeptResults.Image("a.tif"), "gamma:1.5");
        }

        string[] arguments = ["prune", path, "--unseen-models", package, "--unseen-models", folder["zoo"]];
        string damaged = folder.Write(Path.Combine("zoo", "damaged", "rdf.yaml"), "type: nothing"u8.ToArray());
        using Captured captured = new();
        Assert.AreEqual(ExitCode.Misused, await RunAsync(captured, arguments));
        StringAssert.Contains(captured.Error, $"zoocte: {damaged}");
        StringAssert.Contains(captured.Error, "--unseen-models: 1 package cannot be opened, of which all that is kept would");

        Directory.Delete(folder[Path.Combine("zoo", "damaged")], recursive: true);
        File.CreateSymbolicLink(folder[Path.Combine("zoo", "away")], folder["unmounted"]);
        Assert.AreEqual(ExitCode.Misused, await RunAsync(captured, arguments));
        StringAssert.Contains(captured.Error, folder[Path.Combine("zoo", "away")]);
        Assert.HasCount(3, StoreContents.Read(path).Models);
    }

    /// <summary>Nothing is ever kept of a model that cannot be run, so it is in nobody's way.</summary>
    [TestMethod]
    [DataRow("torchscript", "pytorch_version: 2.1.0", "it has no ONNX weights, only torchscript")]
    [DataRow("onnx", "opset_version: 99", "its ONNX weights are of operator set 99")]
    public async Task Prune_PackageThatCannotBeRun_IsToldAndTheOthersAreDropped(
        string format, string version, string reason)
    {
        using TemporaryFolder folder = new();
        string path = KeptResults.Write(folder);
        string package = DemoZoo.Packages()[0];
        using (ModelPackage opened = await ModelPackageReader.OpenAsync(package))
        using (SqliteResults store = SqliteResults.Open(path))
        {
            ModelQuestion seen = new(
                ResultsIdentity.OfModel(opened, new OnnxBackend()), EstimationQuestion.UsualOptions, "x 1")
            {
                Name = "seen",
            };
            KeptResults.Save(store, seen, KeptResults.Image("a.tif"), "gamma:1.5");
        }

        Directory.CreateDirectory(folder[Path.Combine("zoo", "unsupported")]);
        foreach (string file in Directory.GetFiles(package))
        {
            File.Copy(file, folder[Path.Combine("zoo", "unsupported", Path.GetFileName(file))]);
        }

        string rdf = folder[Path.Combine("zoo", "unsupported", "rdf.yaml")];
        string text = (await File.ReadAllTextAsync(rdf))
            .Replace("  onnx:", $"  {format}:", StringComparison.Ordinal)
            .Replace("opset_version: 16", version, StringComparison.Ordinal);
        await File.WriteAllTextAsync(rdf, text);
        using Captured captured = new();

        int code = await RunAsync(captured, "prune", path, "--unseen-models", package, "--unseen-models", folder["zoo"]);

        Assert.AreEqual(ExitCode.Done, code, captured.Error);
        StringAssert.Contains(captured.Error, reason);
        Assert.AreEqual("seen", StoreContents.Read(path).Models.Single().Question.Name);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [UnsupportedOSPlatform("windows")]
    [DataRow("--unseen-models")]
    [DataRow("--unseen-images")]
    public async Task Prune_FolderWithoutPermission_IsNamedAndDropsNothing(string option)
    {
        if (Environment.IsPrivilegedProcess)
        {
            Assert.Inconclusive("The administrator may read everything.");
        }

        using TemporaryFolder folder = new();
        string path = KeptResults.Write(folder);
        string locked = folder[Path.Combine("there", "locked")];
        Directory.CreateDirectory(locked);
        File.SetUnixFileMode(locked, UnixFileMode.None);
        using Captured captured = new();

        Assert.AreEqual(ExitCode.Misused, await RunAsync(captured, "prune", path, option, folder["there"]));

        File.SetUnixFileMode(locked, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        StringAssert.Contains(captured.Error, locked);
        Assert.HasCount(2, StoreContents.Read(path).Models);
    }

    [TestMethod]
    public async Task Verify_DamagedRow_IsNamedAndRepaired()
    {
        using TemporaryFolder folder = new();
        string path = KeptResults.Write(folder);
        using Captured captured = new();
        Assert.AreEqual(ExitCode.Done, await RunAsync(captured, "verify", path));
        StringAssert.Contains(captured.Output, "8 rows, nothing is damaged.");
        using (StoreConnection file = StoreConnection.Open(path, mayCreate: false))
        {
            file.Execute("UPDATE pair SET pixels = 99 WHERE perturbation = 'contrast:0.7' AND image = 1");
        }

        Assert.AreEqual(ExitCode.Incomplete, await RunAsync(captured, "verify", path));
        StringAssert.Contains(captured.Output, "model unet, image a.tif, contrast:0.7, run 0: its counts add up to");
        StringAssert.Contains(captured.Output, "1 damage; --repair drops what is damaged");
        Assert.AreEqual(ExitCode.Done, await RunAsync(captured, "verify", path, "--repair"));
        StringAssert.Contains(captured.Output, "1 damage, dropped: the next ranking measures it again.");
        Assert.AreEqual(ExitCode.Done, await RunAsync(captured, "verify", path));
    }

    [TestMethod]
    public async Task Merge_TwoStores_SaysWhatEachGave()
    {
        using TemporaryFolder folder = new();
        string first = KeptResults.Write(folder);
        string second = KeptResults.Write(folder, "other");
        using Captured captured = new();

        int code = await captured.RunAsync(
            MergeCommand.Create(captured.Terminal), MergeCommand.Examples, "merge", "--out", folder["all.sqlite"], first, folder["other"]);

        Assert.AreEqual(ExitCode.Done, code, captured.Error);
        StringAssert.Contains(captured.Output, $"{first}: 3 images, 5 pairs, 0 tiles and 0 remarks that were not there");
        StringAssert.Contains(captured.Output, $"{second}: 0 images, 0 pairs, 0 tiles and 0 remarks that were not there");
        Assert.HasCount(2, StoreContents.Read(folder["all.sqlite"]).Models);
    }

    [TestMethod]
    public async Task Store_UnknownOptionBelow_PointsToItsOwnHelp()
    {
        using Captured captured = new();

        Assert.AreEqual(ExitCode.Misused, await RunAsync(captured, "prune", "x", "--al"));
        StringAssert.Contains(captured.Error, "See: zoocte store prune --help");
        Assert.AreEqual(ExitCode.Done, await RunAsync(captured, "prune", "--help"));
        StringAssert.Contains(captured.Output, "--software-older");
    }

    private static Task<int> RunAsync(Captured captured, params string[] arguments) => captured.RunAsync(
        StoreCommand.Create(captured.Terminal, new OnnxBackend()), StoreCommand.Examples, ["store", .. arguments]);
}
