using System.IO.Compression;

using BioZooCte.Cli.Demo;
using BioZooCte.Cli.Demo.Simulation;
using BioZooCte.Testing;

namespace BioZooCte.Packaging.Tests;

[TestClass]
public sealed class PackagingTests
{
    private static readonly SimulationPlan Plan = SimulationPlan.Bundled() with { ImageSize = 128, ImagesPerCondition = 2 };

    private readonly string _folder = Directory.CreateTempSubdirectory("biozoocte-packaging-").FullName;

    public TestContext TestContext { get; set; } = null!;

    [TestCleanup]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public async Task Packages_AsPacked_HoldReadmeDocumentationSymbolsAndNoRuntime()
    {
        PackedFeed feed = await PackedFeed.PackAsync(Path.Combine(_folder, "feed"), TestContext.CancellationToken);

        foreach (string id in (string[])["BioZooCte", "BioZooCte.Onnx"])
        {
            string[] files = EntriesOf(Path.Combine(feed.Folder, $"{id}.{feed.Version}.nupkg"));
            CollectionAssert.IsSubsetOf(
                new[] { "README.md", $"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml" }, files, string.Join(", ", files));
            CollectionAssert.AreEqual(new[] { $"lib/net10.0/{id}.dll" }, files.Where(f => f.EndsWith(".dll", StringComparison.Ordinal)).ToArray());
            Assert.Contains(
                $"lib/net10.0/{id}.pdb", EntriesOf(Path.Combine(feed.Folder, $"{id}.{feed.Version}.snupkg")));
        }
    }

    [TestMethod]
    public async Task Packages_InANewProgram_RankTwoModels()
    {
        PackedFeed feed = await PackedFeed.PackAsync(Path.Combine(_folder, "feed"), TestContext.CancellationToken);
        string program = Path.Combine(_folder, "program");
        NewProgram.Write(program, feed);
        string models = Path.Combine(_folder, "models");
        CopyModel("dsb360", models);
        CopyModel("dsb520", models);
        SimulationPlan plan = Plan with { Conditions = Plan.Conditions[..1] };
        SimulationFiles.Write(plan, 0, _folder);
        string images = Path.Combine(_folder, plan.Conditions[0].Name, "images");

        await DotNet.RunAsync(program, ["build", "-c", "Release", "-o", "built"], TestContext.CancellationToken);
        string[] run = [Path.Combine("built", "Program.dll"), models, images];
        string ranking = await DotNet.RunAsync(program, run, TestContext.CancellationToken);

        string[] lines = ranking.ReplaceLineEndings("\n").Trim().Split('\n');
        Assert.HasCount(2, lines, ranking);
        Assert.MatchesRegex(@"^1\. dsb(360|520): 0\.\d\d\d", lines[0]);
        Assert.MatchesRegex(@"^2\. dsb(360|520): 0\.\d\d\d", lines[1]);

        Directory.Delete(Path.Combine(program, "built", "runtimes"), recursive: true);
        string without = await DotNet.RunAsync(program, run, TestContext.CancellationToken);

        Assert.MatchesRegex(@"dsb360: .*Microsoft\.ML\.OnnxRuntime", without);
    }

    private static string[] EntriesOf(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(package);
        return [.. archive.Entries.Select(e => e.FullName)];
    }

    private static void CopyModel(string name, string folder)
    {
        string target = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        foreach (string file in Directory.GetFiles(Path.Combine(SharedData.RepositoryRoot, "examples", "zoo", name)))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }
    }
}
