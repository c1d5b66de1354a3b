using System.Text.Json;

using BioZooCte.Evaluation;
using BioZooCte.Testing;

namespace BioZooCte.Onnx.Tests.Evaluation;

/// <summary>What a test says of real packages, held against what their reference file says.</summary>
[TestClass]
public sealed class ModelTesterTests
{
    public static IEnumerable<object[]> Packages() => ExpectedFile.Cases("packages/expected.json");

    public static IEnumerable<object[]> Variants() => ExpectedFile.Cases("nuclei/variants/expected.json");

    [TestMethod]
    [DynamicData(nameof(Packages))]
    public Task TestAsync_RealPackage_FindsWhatIsExpected(string name) => HoldAsync("packages", name);

    [TestMethod]
    [DynamicData(nameof(Variants))]
    public Task TestAsync_Variant_FindsWhatIsExpected(string name) => HoldAsync("nuclei/variants", name);

    [TestMethod]
    public async Task TestAsync_Zoo_EveryPackageReproducesAndSweeps()
    {
        string zoo = SharedData.Require("nuclei/zoo");
        foreach (string package in SharedData.RequireCases("nuclei/zoo", Directory.GetFileSystemEntries(zoo).Order()))
        {
            ModelTestReport report = await ModelTester.TestAsync(package, new OnnxBackend());
            Assert.AreEqual("reproduces", report.Test, package);
            Assert.IsTrue(report.Shapes is null or "passes", $"{package}: {report.Shapes}");
            Assert.DoesNotStartWith("not ranked", report.Ranking, package);
        }
    }

    [TestMethod]
    public async Task TestAsync_WithoutOnnxWeights_IsRefusedAndNamesTheFormats()
    {
        string folder = SharedData.Require("nuclei/torch");
        foreach (string package in SharedData.RequireCases("nuclei/torch", Directory.GetDirectories(folder).Order()))
        {
            ModelTestReport report = await ModelTester.TestAsync(package, new OnnxBackend());
            Assert.StartsWith("refused: ", report.Test);
            Assert.IsTrue(
                report.Test.Contains("torchscript") || report.Test.Contains("pytorch_state_dict"), report.Test);
        }
    }

    private static async Task HoldAsync(string folder, string name)
    {
        JsonElement expected = ExpectedFile.Read($"{folder}/expected.json").GetProperty(name);
        string source = Path.Combine(SharedData.Require(folder), name.Replace('/', Path.DirectorySeparatorChar));
        bool needsOverride = expected.TryGetProperty("needs", out JsonElement needs)
            && needs.GetString() == "--allow-hash-mismatch";
        if (needsOverride)
        {
            ModelTestReport strict = await ModelTester.TestAsync(source, new OnnxBackend());
            Assert.StartsWith("refused: ", strict.Test);
            Assert.Contains("sha256", strict.Test);
        }

        ModelTestReport report = await ModelTester.TestAsync(
            source, new OnnxBackend(), new ModelTestOptions { AllowHashMismatch = needsOverride });
        string test = expected.GetProperty("test").GetString()!;
        string kind = test.Split(':')[0];
        Assert.StartsWith(kind, report.Test, $"{name}: {report.Test}");
        if (kind == "fails")
        {
            Assert.Contains(test.Split(": ")[1], report.Test);
        }

        if (expected.TryGetProperty("shapes", out JsonElement shapes))
        {
            Assert.AreEqual(shapes.GetString(), report.Shapes, name);
        }

        if (expected.TryGetProperty("maxDifference", out JsonElement difference))
        {
            // Another version of the runtime, on another machine, gave the figure.
            double found = report.Outputs.Max(o => o.MaxDifference);
            Assert.AreEqual(difference.GetDouble(), found, Math.Max(1e-5, 0.01 * difference.GetDouble()), name);
        }

        if (expected.TryGetProperty("mismatchedPerMillion", out JsonElement mismatched))
        {
            double found = report.Outputs.Max(o => o.MismatchedPerMillion);
            Assert.AreEqual(mismatched.GetDouble(), found, 0.01 * mismatched.GetDouble(), name);
        }
    }
}
