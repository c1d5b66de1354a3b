using System.IO.Compression;

using BioZooCte.Cli.Demo;
using BioZooCte.Cli.Demo.Simulation;
using BioZooCte.Testing;

namespace BioZooCte.Packaging.Tests;

[TestClass]
public sealed class PackagingTests
{
    private static readonly SimulationPlan Plan =
        SimulationPlan.Bundled() with { ImageSize = 128, ImagesPerCondition = 2 };

    private static readonly string Folder = Directory.CreateTempSubdirectory("biozoocte-packaging-").FullName;

    private static PackedFeed Feed { get; set; } = null!;

    public TestContext TestContext { get; set; } = null!;

    [ClassInitialize]
    public static async Task Pack(TestContext context) =>
        Feed = await PackedFeed.PackAsync(Path.Combine(Folder, "feed"), context.CancellationToken);

    [ClassCleanup]
    public static void RemoveFolder() => Directory.Delete(Folder, recursive: true);

    [TestMethod]
    public void Packages_AsPacked_HoldReadmeDocumentationSymbolsAndNoRuntime()
    {
        foreach (string id in (string[])["BioZooCte", "BioZooCte.Onnx"])
        {
            string[] files = EntriesOf(Path.Combine(Feed.Folder, $"{id}.{Feed.Version}.nupkg"));
            CollectionAssert.IsSubsetOf(
                new[] { "README.md", $"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml" },
                files,
                string.Join(", ", files));
            Assert.AreEqual(
                $"lib/net10.0/{id}.dll",
                string.Join(", ", files.Where(f => Path.GetExtension(f) is ".dll" or ".so" or ".dylib")));
            Assert.Contains(
                $"lib/net10.0/{id}.pdb", EntriesOf(Path.Combine(Feed.Folder, $"{id}.{Feed.Version}.snupkg")));
        }
    }

    [TestMethod]
    public async Task Packages_InANewProgram_RankTwoModels()
    {
        string program = Path.Combine(Folder, "program");
        NewProgram.Write(program, Feed);
        string models = Path.Combine(Folder, "models");
        CopyModel("dsb360", models);
        CopyModel("dsb520", models);
        SimulationPlan plan = Plan with { Conditions = Plan.Conditions[..1] };
        SimulationFiles.Write(plan, 0, Folder);
        string images = Path.Combine(Folder, plan.Conditions[0].Name, "images");

        await DotNet.RunAsync(program, ["build", "-c", "Release", "-o", "built"], TestContext.CancellationToken);
        string[] run = [Path.Combine("built", "Program.dll"), models, images];
        string ranking = await DotNet.RunAsync(program, run, TestContext.CancellationToken);

        string[] lines = ranking.ReplaceLineEndings("\n").Trim().Split('\n');
        Assert.HasCount(2, lines, ranking);
        Assert.MatchesRegex(@"^1  dsb(360|520) +0\.\d\d\d", lines[0]);
        Assert.MatchesRegex(@"^ 2  dsb(360|520) +0\.\d\d\d", lines[1]);

        Directory.Delete(Path.Combine(program, "built", "runtimes"), recursive: true);
        string without = await DotNet.RunAsync(program, run, TestContext.CancellationToken);

        Assert.MatchesRegex(@"dsb360 .*Microsoft\.ML\.OnnxRuntime", without);
    }

    private static string[] EntriesOf(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(package);
        return [.. archive.Entries.Select(e => e.FullName)];
    }

    private static void CopyModel(string name, string folder)
    {
        string target = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        string source = Path.Combine(SharedData.RepositoryRoot, "examples", "zoo", name);
        foreach (string file in Directory.GetFiles(source))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }
    }
}
