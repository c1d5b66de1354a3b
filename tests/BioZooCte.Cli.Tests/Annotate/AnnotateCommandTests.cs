using System.Collections.Immutable;

using BioZooCte.Cli.Annotate;
using BioZooCte.Cli.Demo;
using BioZooCte.Onnx;
using BioZooCte.Packages;
using BioZooCte.Packages.Description;
using BioZooCte.Ranking;
using BioZooCte.Reports;

namespace BioZooCte.Cli.Tests.Annotate;

/// <summary>On the bundled packages and their real weights.</summary>
[TestClass]
public sealed class AnnotateCommandTests
{
    private const string Source = "https://example.org/scans";

    [TestMethod]
    public async Task Annotate_RankedZoo_WritesCopiesThatHoldTheirScores()
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();
        string ranking = await WriteRankingAsync(folder);

        int code = await AnnotateAsync(
            captured, ranking, folder["out"], "--dataset-id", "lab/scans", "--dataset-role", "independent");

        Assert.AreEqual("", captured.Error);
        Assert.AreEqual(ExitCode.Done, code);
        foreach (string source in DemoZoo.Packages())
        {
            string copy = Path.Combine(folder["out"], Path.GetFileName(source));
            StringAssert.Contains(captured.Output, Path.GetFileName(source));
            RdfMapping evaluation = await EvaluationOfAsync(copy);
            Assert.AreEqual("lab/scans", ((RdfScalar)evaluation["dataset_id"]!).Value);
            Assert.AreEqual("independent", ((RdfScalar)evaluation["dataset_role"]!).Value);
            Assert.AreEqual(Source, ((RdfScalar)evaluation["dataset_source"]!).Value);
            CollectionAssert.AreEqual(
                Directory.GetFiles(source).Select(f => Path.GetFileName(f)).Order().ToArray(),
                Directory.GetFiles(copy).Select(f => Path.GetFileName(f)).Order().ToArray());
        }

        StringAssert.EndsWith(captured.Output, $"4 packages of 4 written to {folder["out"]}.\n");
    }

    [TestMethod]
    public async Task Annotate_Again_TakesThePlaceOfTheFirst()
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();
        string ranking = await WriteRankingAsync(folder);
        await AnnotateAsync(captured, ranking, folder["out"]);

        int code = await captured.RunAsync(
            AnnotateCommand.Create(captured.Terminal, new OnnxBackend()), [], "annotate", "--ranking", ranking, "--models",
            folder["out"], "--out", folder["again"], "--dataset-source", Source);

        Assert.AreEqual(ExitCode.Done, code, captured.Error);
        string name = Path.GetFileName(DemoZoo.Packages()[0]);
        Assert.AreEqual(
            File.ReadAllText(Path.Combine(folder["out"], name, "rdf.yaml")),
            File.ReadAllText(Path.Combine(folder["again"], name, "rdf.yaml")));
    }

    [TestMethod]
    public async Task Annotate_RdfOnly_WritesNothingElse()
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();

        int code = await AnnotateAsync(captured, await WriteRankingAsync(folder), folder["out"], "--rdf-only");

        Assert.AreEqual(ExitCode.Done, code, captured.Error);
        CollectionAssert.AreEqual(
            DemoZoo.Packages().Select(p => $"{Path.GetFileName(p)}.rdf.yaml").Order().ToArray(),
            Directory.GetFileSystemEntries(folder["out"]).Select(f => Path.GetFileName(f)).Order().ToArray());
    }

    [TestMethod]
    public async Task Annotate_ModelWithoutAScore_IsNamedAndLeftOut()
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();
        string ranking = await WriteRankingAsync(
            folder, (model, i) => i == 0 ? model with { Score = null, Rank = null, Error = "no weights." } : model);

        int code = await AnnotateAsync(captured, ranking, folder["out"]);

        Assert.AreEqual(ExitCode.Done, code, captured.Error);
        StringAssert.Contains(captured.Output, "left out: no weights.");
        StringAssert.EndsWith(captured.Output, $"3 packages of 4 written to {folder["out"]}.\n");
        Assert.IsFalse(Path.Exists(Path.Combine(folder["out"], Path.GetFileName(DemoZoo.Packages()[0]))));
    }

    [TestMethod]
    public async Task Annotate_OtherWeightsThanRanked_NamesBothHashesAndWritesTheOthers()
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();
        string other = new('f', 64);
        string ranking = await WriteRankingAsync(folder, (model, i) => i == 1 ? model with { Sha256 = other } : model);

        int code = await AnnotateAsync(captured, ranking, folder["out"]);

        string source = DemoZoo.Packages()[1];
        Assert.AreEqual(ExitCode.Misused, code);
        Assert.AreEqual(
            $"zoocte: {ranking}: models[1].sha256 is {other}; expected {await Sha256Async(source)}, the sha256 of the weights"
                + $" of {source}.\n",
            captured.Error);
        Assert.HasCount(3, Directory.GetFileSystemEntries(folder["out"]));
    }

    [TestMethod]
    public async Task Annotate_WhereSomethingIs_LeavesItAndSaysSo()
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();
        string name = Path.GetFileName(DemoZoo.Packages()[2]);
        string kept = folder.Write(Path.Combine("out", name, "kept"), 1);

        int code = await AnnotateAsync(captured, await WriteRankingAsync(folder), folder["out"]);

        Assert.AreEqual(ExitCode.Incomplete, code);
        Assert.AreEqual(
            $"zoocte: {Path.GetDirectoryName(kept)}: is there already; expected a place where nothing is yet.\n", captured.Error);
        Assert.HasCount(1, Directory.GetFileSystemEntries(Path.GetDirectoryName(kept)!));
    }

    [TestMethod]
    public async Task Annotate_NoRanking_IsMisuse()
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();
        string ranking = folder.Write("r.json", [.. "{}"u8]);

        Assert.AreEqual(ExitCode.Misused, await AnnotateAsync(captured, ranking, folder["out"]));
        Assert.AreEqual($"zoocte: {ranking}: schema is missing; expected a field of a ranking.\n", captured.Error);
    }

    [TestMethod]
    public async Task Annotate_ModelOfTheWeb_IsMisuse()
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();

        int code = await AnnotateAsync(
            captured, await WriteRankingAsync(folder), folder["out"], "--models", "https://example.org/rdf.yaml");

        Assert.AreEqual(ExitCode.Misused, code);
        Assert.AreEqual(
            "zoocte: --models https://example.org/rdf.yaml: a URL; expected a package on this machine, to be copied.\n",
            captured.Error);
        Assert.IsFalse(Path.Exists(folder["out"]));
    }

    [TestMethod]
    [DataRow("--dataset-id", "My Scans", "--dataset-id is 'My Scans'; expected lower-case letters, digits, '_', '-', '.' and '/'.")]
    [DataRow("--dataset-source", "scans", "--dataset-source is 'scans'; expected an http or https address.")]
    [DataRow("--dataset-role", "holdout", "--dataset-role is 'holdout'; expected train, validation, test, independent or unknown.")]
    public async Task Annotate_BadValue_IsMisuseAndSaysWhatIsExpected(string option, string value, string message)
    {
        using TemporaryFolder folder = new();
        using Captured captured = new();
        string[] arguments = option == "--dataset-source" ? [option, value] : ["--dataset-source", Source, option, value];

        int code = await captured.RunAsync(
            AnnotateCommand.Create(captured.Terminal, new OnnxBackend()), [],
            ["annotate", "--ranking", folder["r"], "--models", folder.Path, "--out", folder["out"], .. arguments]);

        Assert.AreEqual(ExitCode.Misused, code);
        Assert.AreEqual($"zoocte: {message}\nSee: zoocte annotate --help\n", captured.Error);
    }

    [TestMethod]
    public void Copy_OfAPackage_HasItsKind()
    {
        using TemporaryFolder folder = new();
        string package = Path.GetDirectoryName(folder.Write("a.b/rdf.yaml"))!;

        Assert.AreEqual(Path.Combine("out", "a.b"), AnnotatedPaths.Of("out", "a.b", package, false));
        Assert.AreEqual(Path.Combine("out", "v1", "a.rdf.yaml"), AnnotatedPaths.Of("out", "v1/a", package, true));
        Assert.AreEqual(Path.Combine("out", "a.zip"), AnnotatedPaths.Of("out", "a", "zoo/a.zip", false));
        Assert.AreEqual(Path.Combine("out", "a.rdf.yaml"), AnnotatedPaths.Of("out", "a", "zoo/a.rdf.yaml", false));
        Assert.AreEqual(Path.Combine("out", "a.rdf.yaml"), AnnotatedPaths.Of("out", "a", "zoo/A.RDF.YAML", false));
        string odd = Path.GetDirectoryName(folder.Write("x.yaml/rdf.yaml"))!;
        Assert.AreEqual(Path.Combine("out", "x.yaml"), AnnotatedPaths.Of("out", "x.yaml", odd, false));
        Assert.AreEqual(Path.Combine("out", "zoo", "a"), AnnotatedPaths.Of("out", "/zoo/a", "/zoo/a", false));
    }

    private static Task<int> AnnotateAsync(Captured captured, string ranking, string output, params string[] arguments) =>
        captured.RunAsync(
            AnnotateCommand.Create(captured.Terminal, new OnnxBackend()),
            AnnotateCommand.Examples,
            [
                "annotate", "--ranking", ranking, "--models", .. DemoZoo.Packages(), "--out", output, "--dataset-source", Source,
                .. arguments,
            ]);

    /// <summary>A ranking of the bundled packages with scores that were not measured.</summary>
    private static async Task<string> WriteRankingAsync(
        TemporaryFolder folder, Func<ModelScore, int, ModelScore>? change = null)
    {
        List<ModelScore> models = [];
        foreach (string source in DemoZoo.Packages())
        {
            ModelScore model = new()
            {
                Id = Path.GetFileName(source),
                Source = source,
                Sha256 = await Sha256Async(source),
                Structure = "nuclei",
                Rank = models.Count + 1,
                Score = 0.5,
                Cte = 0.5,
                Images = 1,
                Scored = 1,
                Empty = 0,
                Failed = 0,
                PerImage = [new PairScore("a.tif", "gamma:1.5", 0, 0.5, 0.1, null)],
            };
            models.Add(change is null ? model : change(model, models.Count));
        }

        RankingReport report = new(new ModelRanking
        {
            Models = [.. models],
            Structures =
            [
                new StructureRanking
                {
                    Name = "nuclei",
                    Models = [.. models.Select(m => m.Id)],
                    Estimator = "cte",
                    HigherIsBetter = true,
                },
            ],
            Metric = "miou",
            Estimator = "cte",
            HigherIsBetter = true,
            IsPartial = false,
        })
        {
            Software = [new SoftwareVersion("BioZooCte", "0.1.0")],
        };
        string path = folder["ranking.json"];
        await RankingJson.WriteAsync(path, report);
        return path;
    }

    private static async Task<string> Sha256Async(string source)
    {
        using ModelPackage package = await ModelPackageReader.OpenAsync(source);
        return new OnnxBackend().Examine(package).Sha256;
    }

    private static async Task<RdfMapping> EvaluationOfAsync(string copy)
    {
        using ModelPackage package = await ModelPackageReader.OpenAsync(copy);
        RdfMapping bioimageio = (RdfMapping)((RdfMapping)package.Description.Rdf["config"]!)["bioimageio"]!;
        ImmutableArray<RdfNode> evaluations = ((RdfSequence)bioimageio["evaluations"]!).Items;
        Assert.HasCount(1, evaluations);
        return (RdfMapping)evaluations[0];
    }
}
