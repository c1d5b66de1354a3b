using BioZooCte.Cli.Statistics;
using BioZooCte.Cli.Tests.Rank;
using BioZooCte.Models;
using BioZooCte.Onnx;

namespace BioZooCte.Cli.Tests.Statistics;

[TestClass]
public sealed class StatisticsCommandTests
{
    [TestMethod]
    public async Task Statistics_EveryOption_IsRead()
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();
        StatisticsRequest? request = null;
        StatisticsTask task = (asked, _, _) =>
        {
            request = asked;
            throw new OperationCanceledException();
        };

        int code = await captured.RunAsync(
            StatisticsCommand.Create(captured.Terminal, task),
            StatisticsCommand.Examples,
            ["statistics", .. RankCalls.Paths(folder), "--out", folder["s.json"], "--image-channel", "DAPI", "--tile", "64"]);

        Assert.AreEqual(ExitCode.Incomplete, code);
        Assert.AreEqual(folder["s.json"], request!.Path);
        Assert.HasCount(1, request.Images);
        Assert.HasCount(1, request.Scoring.Models);
        Assert.AreEqual("DAPI", request.Scoring.Image.Selection.Channel);
        Assert.AreEqual("64", request.Scoring.Image.Tile.ToString());
        Assert.IsFalse(File.Exists(folder["s.json"]));
    }

    [TestMethod]
    public async Task Statistics_WithoutAFile_IsMisuse()
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();
        int code = await RunAsync(captured, folder);
        Assert.AreEqual(ExitCode.Misused, code);
        StringAssert.Contains(captured.Error, "--out");
    }

    [TestMethod]
    public async Task Statistics_NoModelToBeOpened_WritesTheReasonAndIsIncomplete()
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();

        int code = await RunAsync(captured, folder, "--out", folder["s.json"]);

        Assert.AreEqual(ExitCode.Incomplete, code);
        StringAssert.Contains(captured.Output, "m has none: ");
        StringAssert.Contains(
            await File.ReadAllTextAsync(folder["s.json"]), "\"schema\": \"biozoocte.statistics/1\"");
    }

    private static Task<int> RunAsync(Captured captured, TemporaryFolder folder, params string[] arguments)
    {
        IModelBackend backend = new OnnxBackend();
        return captured.RunAsync(
            StatisticsCommand.Create(captured.Terminal, new LibrarySurveyor(backend).TakeAsync),
            StatisticsCommand.Examples,
            ["statistics", .. RankCalls.Paths(folder), .. arguments]);
    }
}
