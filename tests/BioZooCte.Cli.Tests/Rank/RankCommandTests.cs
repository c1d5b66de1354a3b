using BioZooCte.Cli.Rank;
using BioZooCte.Images;
using BioZooCte.Tiling;

using static BioZooCte.Cli.Tests.Rank.Rankings;

namespace BioZooCte.Cli.Tests.Rank;

[TestClass]
public sealed class RankCommandTests
{
    private static readonly RankingView Two = Rankings.Of(Model("a", 1, .9, 1), Model("b", 2, .8, 2));

    [TestMethod]
    public async Task Rank_OnlyModelsAndImages_HasTheStatedDefaults()
    {
        RankRequest request = await RankCalls.ReadAsync();
        Assert.HasCount(1, request.Scoring.Models);
        Assert.HasCount(1, request.Images);
        Assert.IsEmpty(request.Scoring.Perturbations);
        Assert.AreEqual("percentile", request.Scoring.PerturbationUnit);
        Assert.AreEqual("miou", request.Scoring.Metric);
        Assert.IsNull(request.Ordering.Estimator);
        Assert.IsEmpty(request.Ordering.Structures);
        Assert.AreEqual(65536, request.Scoring.AgreementSample);
        Assert.AreEqual(.5, request.Scoring.Threshold);
        Assert.IsNull(request.Scoring.Foreground.Channel);
        Assert.IsNull(request.Scoring.Foreground.Activation);
        Assert.AreEqual(new ImageSelection(), request.Scoring.Image.Selection);
        Assert.IsNull(request.Scoring.Image.Axes);
        Assert.AreEqual(TileSize.Auto, request.Scoring.Image.Tile);
        Assert.AreEqual(1, request.Scoring.Runs);
        Assert.AreEqual(0UL, request.Scoring.Seed);
        Assert.IsNull(request.Scoring.Threads);
        Assert.IsFalse(request.Scoring.AllowHashMismatch);
        Assert.IsNull(request.JsonPath);
        Assert.IsNull(request.CsvPath);
    }

    [TestMethod]
    public async Task Rank_EveryOption_IsRead()
    {
        RankRequest request = await RankCalls.ReadAsync(
            "--perturbation", "gamma:1.5", "noise:0.1", "--perturbation", "brightness:-0.2",
            "--perturbation-unit", "model", "--metric", "cross-entropy", "--threshold", "0.25",
            "--estimator", "agreement", "--structure", "nuclei", "--structure", "unstated", "--agreement-sample", "1000",
            "--foreground", "cells", "--activation", "softmax", "--image-channel", "DAPI", "--rgb-to-gray",
            "--axes", "zyx", "--planes", "middle", "--tile", "256", "--runs", "3",
            "--seed", "18446744073709551615", "--threads", "2", "--allow-hash-mismatch");
        CollectionAssert.AreEqual(
            new[] { "gamma:1.5", "noise:0.1", "brightness:-0.2" }, request.Scoring.Perturbations.ToArray());
        Assert.AreEqual("model", request.Scoring.PerturbationUnit);
        Assert.AreEqual("cross-entropy", request.Scoring.Metric);
        Assert.AreEqual("agreement", request.Ordering.Estimator);
        CollectionAssert.AreEqual(new[] { "nuclei", "unstated" }, request.Ordering.Structures.ToArray());
        Assert.AreEqual(1000, request.Scoring.AgreementSample);
        Assert.AreEqual(.25, request.Scoring.Threshold);
        Assert.AreEqual("cells", request.Scoring.Foreground.Channel);
        Assert.AreEqual("softmax", request.Scoring.Foreground.Activation);
        Assert.AreEqual(new ImageSelection("DAPI", true, PlaneSelection.Middle), request.Scoring.Image.Selection);
        Assert.AreEqual("zyx", request.Scoring.Image.Axes);
        Assert.AreEqual(TileSize.Of(256), request.Scoring.Image.Tile);
        Assert.AreEqual(3, request.Scoring.Runs);
        Assert.AreEqual(ulong.MaxValue, request.Scoring.Seed);
        Assert.AreEqual(2, request.Scoring.Threads);
        Assert.IsTrue(request.Scoring.AllowHashMismatch);
    }

    [TestMethod]
    [DataRow("--tile", "none")]
    [DataRow("--tile", "auto")]
    [DataRow("--planes", "all")]
    [DataRow("--planes", "7")]
    [DataRow("--metric", "nhd")]
    [DataRow("--metric", "ei")]
    [DataRow("--metric", "entropy")]
    [DataRow("--metric", "kl")]
    [DataRow("--metric", "difference")]
    [DataRow("--activation", "sigmoid")]
    [DataRow("--estimator", "cte")]
    [DataRow("--estimator", "combined")]
    [DataRow("--agreement-sample", "all")]
    public async Task Rank_OtherValues_AreRead(string option, string value)
    {
        RankRequest request = await RankCalls.ReadAsync(option, value);
        string actual = option switch
        {
            "--tile" => request.Scoring.Image.Tile.ToString(),
            "--planes" => request.Scoring.Image.Selection.Planes.ToString(),
            "--metric" => request.Scoring.Metric,
            "--estimator" => request.Ordering.Estimator!,
            "--agreement-sample" => request.Scoring.AgreementSample?.ToString() ?? "all",
            _ => request.Scoring.Foreground.Activation!,
        };
        Assert.AreEqual(value, actual);
    }

    [TestMethod]
    [DataRow("--tile", "12x", "--tile is '12x'; expected auto, none or a whole number above 0.")]
    [DataRow("--tile", "0", "--tile is '0'; expected auto, none or a whole number above 0.")]
    [DataRow("--planes", "-1", "--planes is '-1'; expected all, middle or a position from 0.")]
    [DataRow("--threshold", "1", "--threshold is '1'; expected a number between 0 and 1.")]
    [DataRow("--threshold", "NaN", "--threshold is 'NaN'; expected a number between 0 and 1.")]
    [DataRow("--runs", "0", "--runs is '0'; expected a whole number above 0.")]
    [DataRow("--threads", "many", "--threads is 'many'; expected a whole number above 0.")]
    [DataRow("--seed", "-3", "--seed is '-3'; expected a whole number from 0.")]
    [DataRow("--axes", "zyq", "--axes is 'zyq'; expected letters of t, c, z, y and x, each once, with y and x.")]
    [DataRow("--axes", "zy", "--axes is 'zy'; expected letters of t, c, z, y and x, each once, with y and x.")]
    [DataRow("--perturbation", "gamma", "--perturbation is 'gamma'; expected NAME:STRENGTH, such as gamma:1.5, or auto.")]
    [DataRow("--perturbation", "gamma:x", "--perturbation is 'gamma:x'; expected NAME:STRENGTH, such as gamma:1.5, or auto.")]
    [DataRow("--perturbation-unit", "raw", "--perturbation-unit is 'raw'; expected percentile or model.")]
    [DataRow("--estimator", "best", "--estimator is 'best'; expected cte, agreement or combined.")]
    [DataRow("--agreement-sample", "0", "--agreement-sample is '0'; expected all or a whole number above 0.")]
    [DataRow("--activation", "relu", "--activation is 'relu'; expected sigmoid or softmax.")]
    [DataRow(
        "--metric",
        "dice",
        "--metric is 'dice'; expected miou, nhd, ei, entropy, kl, cross-entropy, difference, vrand or vrand-paper.")]
    public async Task Rank_BadValue_IsMisuseAndSaysWhatIsExpected(string option, string value, string message)
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();
        int code = await captured.RankAsync(Rankings.Task(Two), [.. RankCalls.Paths(folder), option, value]);
        Assert.AreEqual(ExitCode.Misused, code);
        Assert.AreEqual($"zoocte: {message}\nSee: zoocte rank --help\n", captured.Error);
        Assert.AreEqual("", captured.Output);
    }

    [TestMethod]
    public async Task Rank_StructureThatIsNone_IsMisuseAndNamesThemAll()
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();
        int code = await captured.RankAsync(Rankings.Task(Two), [.. RankCalls.Paths(folder), "--structure", "chairs"]);
        Assert.AreEqual(ExitCode.Misused, code);
        StringAssert.StartsWith(captured.Error, "zoocte: --structure is 'chairs'; expected nuclei, cells, ");
        StringAssert.Contains(captured.Error, " or unstated.\n");
    }

    [TestMethod]
    public async Task Rank_CombinedOfAMetricThatHasNone_IsMisuse()
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();
        int code = await captured.RankAsync(
            Rankings.Task(Two), [.. RankCalls.Paths(folder), "--estimator", "combined", "--metric", "kl"]);
        Assert.AreEqual(ExitCode.Misused, code);
        Assert.AreEqual(
            "zoocte: --estimator is 'combined' and --metric is 'kl'; expected a metric of miou, nhd, ei, vrand, vrand-paper, or"
                + " --estimator cte.\n",
            captured.Error);
    }

    [TestMethod]
    [DataRow("--models", "zoo")]
    [DataRow("--images", "scans")]
    public async Task Rank_RequiredOptionMissing_IsMisuse(string option, string value)
    {
        using Captured captured = new();
        Assert.AreEqual(ExitCode.Misused, await captured.RankAsync(Rankings.Task(Two), option, value));
        StringAssert.Contains(captured.Error, option == "--models" ? "--images" : "--models");
    }

    [TestMethod]
    [DataRow("--colour")]
    [DataRow("stray")]
    public async Task Rank_UnknownOption_IsMisuse(string argument)
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();
        int code = await captured.RankAsync(Rankings.Task(Two), ["--seed", "1", argument, .. RankCalls.Paths(folder)]);
        Assert.AreEqual(ExitCode.Misused, code);
        StringAssert.Contains(captured.Error, argument);
    }

    [TestMethod]
    public async Task Rank_PathsThatAreNotThere_AreMisuse()
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();
        string missing = folder["nothing"];
        int code = await captured.RankAsync(Rankings.Task(Two), "--models", missing, "--images", missing);
        Assert.AreEqual(ExitCode.Misused, code);
        Assert.AreEqual($"zoocte: --models {missing}: there is no such file or folder.\n", captured.Error);
    }

    [TestMethod]
    public async Task Rank_JsonIntoAFolderThatIsNotThere_IsSaidBeforeTheWork()
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();
        bool ran = false;
        string json = folder[Path.Combine("nothing", "r.json")];
        int code = await captured.RankAsync(
            Rankings.Task(Two, _ => ran = true), [.. RankCalls.Paths(folder), "--json", json]);
        Assert.AreEqual(ExitCode.Misused, code);
        Assert.IsFalse(ran);
        Assert.AreEqual($"zoocte: --json {json}: the folder {folder["nothing"]} is not there.\n", captured.Error);
    }

    [TestMethod]
    public async Task Rank_Done_WritesTableAndFiles()
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();
        int code = await captured.RankAsync(
            Rankings.Task(Two), [.. RankCalls.Paths(folder), "--json", folder["r.json"], "--csv", folder["r.csv"]]);
        Assert.AreEqual(ExitCode.Done, code);
        StringAssert.Contains(captured.Output, "a suits these images best.");
        Assert.AreEqual("json", await File.ReadAllTextAsync(folder["r.json"]));
        Assert.AreEqual("csv", await File.ReadAllTextAsync(folder["r.csv"]));
    }

    [TestMethod]
    public async Task Rank_FilesThatCannotBeWritten_AreAllNamed_AndTheTableAndTheOtherAreThere()
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();
        RankOutcome outcome = new(
            Two,
            _ => throw new IOException("r.json: the disk is full"),
            path => File.WriteAllTextAsync(path, "csv"),
            _ => throw new IOException("r.html: the disk is full"));
        int code = await captured.RankAsync(
            (_, _, _) => System.Threading.Tasks.Task.FromResult(outcome),
            [
                .. RankCalls.Paths(folder),
                "--json", folder["r.json"], "--csv", folder["r.csv"], "--report", folder["r.html"],
            ]);
        Assert.AreEqual(ExitCode.Incomplete, code);
        StringAssert.Contains(captured.Output, "a suits these images best.");
        Assert.AreEqual("zoocte: r.json: the disk is full\nzoocte: r.html: the disk is full\n", captured.Error);
        Assert.AreEqual("csv", await File.ReadAllTextAsync(folder["r.csv"]));
    }

    [TestMethod]
    public async Task Rank_Done_WritesFilesBeforeTheTable()
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();
        string? shown = null;
        RankOutcome outcome = new(
            Two,
            path =>
            {
                shown = captured.Output;
                return File.WriteAllTextAsync(path, "json");
            },
            _ => System.Threading.Tasks.Task.CompletedTask,
            _ => System.Threading.Tasks.Task.CompletedTask);
        int code = await captured.RankAsync(
            (_, _, _) => System.Threading.Tasks.Task.FromResult(outcome), [.. RankCalls.Paths(folder), "--json", folder["r.json"]]);
        Assert.AreEqual(ExitCode.Done, code);
        Assert.AreEqual("", shown);
        StringAssert.Contains(captured.Output, "a suits these images best.");
    }

    [TestMethod]
    [DataRow("--bogus", "3")]
    [DataRow("--perturbations", "gamma:1.5")]
    public async Task Rank_UnknownOption_IsMisuseAndNamesIt(string option, string value)
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();
        int code = await captured.RankAsync(Rankings.Task(Two), [.. RankCalls.Paths(folder), option, value]);
        Assert.AreEqual(ExitCode.Misused, code);
        StringAssert.StartsWith(captured.Error, $"zoocte: Unrecognized option '{option}'.\n");
    }

    [TestMethod]
    public async Task Rank_Partial_WritesWhatIsFinishedAndIsIncomplete()
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();
        int code = await captured.RankAsync(
            Rankings.Task(Two with { IsPartial = true }), [.. RankCalls.Paths(folder), "--json", folder["r.json"]]);
        Assert.AreEqual(ExitCode.Incomplete, code);
        StringAssert.Contains(captured.Output, "Stopped early; from what was finished:");
        Assert.IsTrue(File.Exists(folder["r.json"]));
    }

    [TestMethod]
    public async Task Rank_NoModelScored_IsIncomplete()
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();
        int code = await captured.RankAsync(
            Rankings.Task(Rankings.Of(NotRun("a", "no ONNX weights"))), RankCalls.Paths(folder));
        Assert.AreEqual(ExitCode.Incomplete, code);
        StringAssert.Contains(captured.Output, "No model could be scored on these images.");
    }

    [TestMethod]
    public async Task Rank_StoppedBeforeAnything_IsIncomplete()
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();
        int code = await captured.RankAsync((_, _, _) => throw new OperationCanceledException(), RankCalls.Paths(folder));
        Assert.AreEqual(ExitCode.Incomplete, code);
        Assert.AreEqual("zoocte: Stopped before it was finished.\n", captured.Error);
    }

    [TestMethod]
    public async Task Rank_UnreadableInput_IsMisuse()
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();
        int code = await captured.RankAsync(
            (_, _, _) => throw new InvalidImageException("a.tif", "offset 8", "no directory", "one"), RankCalls.Paths(folder));
        Assert.AreEqual(ExitCode.Misused, code);
        Assert.AreEqual("zoocte: a.tif: offset 8: no directory; expected one.\n", captured.Error);
    }

    [TestMethod]
    public async Task Rank_AMistakeOfOurs_IsIncompleteAndAsksForAReport()
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();
        int code = await captured.RankAsync((_, _, _) => throw new InvalidOperationException("oh"), RankCalls.Paths(folder));
        Assert.AreEqual(ExitCode.Incomplete, code);
        StringAssert.Contains(captured.Error, "a mistake of the program, please report it");
        StringAssert.Contains(captured.Error, "oh");
    }

    [TestMethod]
    public async Task Help_Rank_HasOptionsExamplesAndExitCodes()
    {
        using Captured captured = new();
        Assert.AreEqual(ExitCode.Done, await captured.RankAsync(Rankings.Task(Two), "--help"));
        foreach (string option in new[]
        {
            "--models", "--images", "--perturbation", "--perturbation-unit", "--metric", "--threshold",
            "--foreground", "--activation", "--image-channel", "--rgb-to-gray", "--axes", "--planes", "--tile",
            "--runs", "--seed", "--threads", "--json", "--csv", "--estimator", "--structure", "--agreement-sample",
        })
        {
            StringAssert.Contains(captured.Output, option);
        }

        StringAssert.Contains(captured.Output, "Examples:\n  zoocte rank --models zoo --images scans\n");
        StringAssert.Contains(captured.Output, "Exit codes:\n  0  done\n");
    }

    [TestMethod]
    public async Task Help_Program_ListsCommandsWithExamples()
    {
        using Captured captured = new();
        int code = await captured.RunAsync(
            RankCommand.Create(captured.Terminal, Rankings.Task(Two)), RankCommand.Examples, "--help");
        Assert.AreEqual(ExitCode.Done, code);
        StringAssert.Contains(captured.Output, "rank");
        StringAssert.Contains(captured.Output, "Examples:");
    }

    [TestMethod]
    public async Task Program_UnknownCommand_IsMisuse()
    {
        using Captured captured = new();
        int code = await captured.RunAsync(
            RankCommand.Create(captured.Terminal, Rankings.Task(Two)), RankCommand.Examples, "frobnicate");
        Assert.AreEqual(ExitCode.Misused, code);
        StringAssert.Contains(captured.Error, "'frobnicate'");
        StringAssert.EndsWith(captured.Error, "See: zoocte --help\n");
    }

    [TestMethod]
    public async Task Program_WithoutACommand_ShowsTheHelpAndIsMisuse()
    {
        using Captured captured = new();
        int code = await captured.RunAsync(
            RankCommand.Create(captured.Terminal, Rankings.Task(Two)), RankCommand.Examples);
        Assert.AreEqual(ExitCode.Misused, code);
        StringAssert.Contains(captured.Output, "Examples:\n  zoocte rank --models zoo --images scans\n");
    }
}
