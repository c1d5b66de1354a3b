using BioZooCte.Reports;

namespace BioZooCte.Tests.Reports;

[TestClass]
public class RankingCsvTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task WriteAsync_Report_IsOneRowForEachModel()
    {
        string csv = await Examples.WriteAsync(
            stream => RankingCsv.WriteAsync(stream, Examples.Report, TestContext.CancellationToken));

        string[] expected =
        [
            "rank,id,score,intervalLow,intervalHigh,tieGroup,structure,cte,agreement,estimatedF1,"
                + "estimatedF1Low,estimatedF1High,voteGroup,images,scored,empty,failed,foreground,flags,error,"
                + "metric,estimator,higherIsBetter,partial,source,sha256",
            "1,v1/unet,0.30000000000000004,0.25,0.5,1,nuclei,0.5,0.75,0.875,0.75,1,2,3,1,1,1,0.125,"
                + "channel-guessed too-little-data,,"
                + $"miou,combined,true,true,/zoo/v1/unet,{new string('a', 64)}",
            "2,same,1,,,2,nuclei,,,,,,,1,1,0,0,1E-05,insensitive,,miou,combined,true,true,/zoo/same,",
            ",broken,,,,,,,,,,,,0,0,0,0,,,\"broken cannot be run: no ONNX weights, only torchscript.\","
                + "miou,cte,true,true,\"/zoo/broken, \"\"old\"\"\n\",",
            "",
        ];
        Assert.AreEqual(string.Join("\r\n", expected), csv);
    }

    [TestMethod]
    public async Task WriteAsync_NoModels_IsTheHeaderAlone()
    {
        string csv = await Examples.WriteAsync(
            stream => RankingCsv.WriteAsync(stream, Examples.With([]), TestContext.CancellationToken));

        Assert.AreEqual(string.Join(',', RankingCsv.Columns) + "\r\n", csv);
    }

    [TestMethod]
    public async Task WriteAsync_File_HoldsTheSame()
    {
        string path = Path.Combine(Path.GetTempPath(), $"biozoocte-{Guid.NewGuid()}.csv");

        await RankingCsv.WriteAsync(path, Examples.Report, TestContext.CancellationToken);
        string written = await File.ReadAllTextAsync(path, TestContext.CancellationToken);
        File.Delete(path);

        Assert.AreEqual(
            await Examples.WriteAsync(
                stream => RankingCsv.WriteAsync(stream, Examples.Report, TestContext.CancellationToken)),
            written);
    }
}
