using BioZooCte.Packages.Annotation;
using BioZooCte.Reports;
using BioZooCte.Reports.Annotation;
using BioZooCte.Tests.Models;
using BioZooCte.Tests.Packages;
using BioZooCte.Tests.Packages.Annotation;
using BioZooCte.Tests.Packages.Rdf;

namespace BioZooCte.Tests.Reports.Annotation;

[TestClass]
public sealed class RankedPackageFinderTests
{
    private static readonly string Sha256 = new('0', 64);

    [TestMethod]
    [DataRow("a", "zoo/v1/a")]
    [DataRow("v1/b", "zoo/v1/b")]
    [DataRow("v2/b", "zoo/v2/b")]
    public async Task Find_EndOfOnePath_IsThatPackage(string id, string expected)
    {
        using PackageFolder folder = Zoo();

        (string source, PackageEvaluation evaluation) = await Finder(folder).FindAsync(Model(id));

        Assert.AreEqual(Path.Combine(folder.Path, expected), source);
        Assert.AreEqual("nice-unet", evaluation.ModelId);
    }

    [TestMethod]
    public async Task Find_IdentifierThatIsNone_IsLeftOut()
    {
        using PackageFolder folder = new();
        folder.Write("a/rdf.yaml", $"id: Nice U-Net\n{RdfExamples.Format04}");

        (_, PackageEvaluation evaluation) =
            await new RankedPackageFinder([Path.Combine(folder.Path, "a")], new FakeBackend()).FindAsync(Model("a"));

        Assert.IsNull(evaluation.ModelId);
    }

    [TestMethod]
    public async Task Find_OtherWeights_NamesBothHashes()
    {
        using PackageFolder folder = Zoo();
        string other = new('f', 64);
        RankedPackageFinder finder = new(Packages(folder), new FakeBackend { Sha256 = _ => other });

        InvalidReportException error =
            await Assert.ThrowsExactlyAsync<InvalidReportException>(() => finder.FindAsync(Model("a")));

        Assert.AreEqual(
            $"r.json: models[2].sha256 is {Sha256}; expected {other}, the sha256 of the weights of"
                + $" {Path.Combine(folder.Path, "zoo/v1/a")}.",
            error.Message);
    }

    [TestMethod]
    public async Task Find_NoneOrSeveral_NamesThem()
    {
        using PackageFolder folder = Zoo();

        InvalidReportException none =
            await Assert.ThrowsExactlyAsync<InvalidReportException>(() => Finder(folder).FindAsync(Model("c")));
        InvalidReportException several =
            await Assert.ThrowsExactlyAsync<InvalidReportException>(() => Finder(folder).FindAsync(Model("b")));

        Assert.AreEqual(
            "r.json: models[2].id is 'c', the name of no package given; expected the name of one package.", none.Message);
        Assert.AreEqual(
            $"r.json: models[2].id is 'b', the name of {Path.Combine(folder.Path, "zoo/v1/b")} and"
                + $" {Path.Combine(folder.Path, "zoo/v2/b")}; expected the name of one package.",
            several.Message);
    }

    [TestMethod]
    public async Task Find_ModelWithoutAnEvaluation_IsACallersMistake()
    {
        using PackageFolder folder = Zoo();

        await Assert.ThrowsExactlyAsync<ArgumentException>(
            () => Finder(folder).FindAsync(Model("a") with { Evaluation = null, ReasonAgainst = "no score" }));
    }

    private static RankedEvaluation Model(string id) => new("r.json", "models[2]", id, Sha256, Evaluations.Small, null);

    private static RankedPackageFinder Finder(PackageFolder folder) => new(Packages(folder), new FakeBackend());

    private static string[] Packages(PackageFolder folder) =>
        [.. ((string[])["zoo/v1/a", "zoo/v1/b", "zoo/v2/b"]).Select(p => Path.Combine(folder.Path, p))];

    private static PackageFolder Zoo()
    {
        PackageFolder folder = new();
        foreach (string package in (string[])["zoo/v1/a", "zoo/v1/b", "zoo/v2/b"])
        {
            folder.Write($"{package}/rdf.yaml", $"id: nice-unet\n{RdfExamples.Format05}");
        }

        return folder;
    }
}
