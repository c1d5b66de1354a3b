using System.Text.Json;

using BioZooCte.Evaluation;
using BioZooCte.Packages;
using BioZooCte.Packages.Description;
using BioZooCte.Testing;

namespace BioZooCte.Onnx.Tests.Evaluation;

/// <summary>What a test says of real packages, held against what their reference file says.</summary>
[TestClass]
public sealed class ModelTesterTests
{
    /// <summary>What the entry of a real package may say.</summary>
    private static readonly string[] Keys = ["test", "shapes", "maxDifference", "mismatchedPerMillion", "needs"];

    public static IEnumerable<object[]> Packages() => ExpectedFile.Cases("packages/expected.json");

    public static IEnumerable<object[]> Variants() => ExpectedFile.Cases("nuclei/variants/expected.json");

    [TestMethod]
    [DynamicData(nameof(Packages))]
    public Task TestAsync_RealPackage_FindsWhatIsExpected(string name) =>
        HoldAsync("packages", name, ExpectedFile.Case("packages/expected.json", name, Keys));

    [TestMethod]
    [DynamicData(nameof(Variants))]
    public Task TestAsync_Variant_FindsWhatIsExpected(string name) =>
        HoldAsync("nuclei/variants", name, ExpectedFile.Read("nuclei/variants/expected.json").GetProperty(name));

    [TestMethod]
    public async Task TestAsync_Zoo_EveryPackageReproducesAndSweeps()
    {
        string zoo = SharedData.Require("nuclei/zoo");
        foreach (string package in SharedData.RequireCases("nuclei/zoo", Directory.GetFileSystemEntries(zoo).Order()
            .Where(entry => Directory.Exists(entry) || entry.EndsWith(".zip", StringComparison.Ordinal))))
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
        foreach (string source in SharedData.RequireCases("nuclei/torch", Directory.GetDirectories(folder).Order()))
        {
            using ModelPackage package = await ModelPackageReader.OpenAsync(source);
            ModelTestReport report = await ModelTester.TestAsync(source, new OnnxBackend());
            Assert.StartsWith("refused: ", report.Test);
            Assert.IsNotEmpty(package.Description.Weights, source);
            foreach (WeightsDescription weights in package.Description.Weights)
            {
                Assert.Contains(weights.Format, report.Test);
            }
        }
    }

    private static async Task HoldAsync(string folder, string name, JsonElement expected)
    {
        string source = Path.Combine(SharedData.Require(folder), name.Replace('/', Path.DirectorySeparatorChar));
        bool needsOverride = expected.TryGetProperty("needs", out JsonElement needs);
        if (needsOverride)
        {
            Assert.AreEqual("--allow-hash-mismatch", needs.GetString(), name);
            ModelTestReport strict = await ModelTester.TestAsync(source, new OnnxBackend());
            Assert.StartsWith("refused: ", strict.Test);
            Assert.Contains("sha256", strict.Test);
        }

        ModelTestReport report = await ModelTester.TestAsync(
            source, new OnnxBackend(), new ModelTestOptions { AllowHashMismatch = needsOverride });
        AssertSays(expected.GetProperty("test").GetString()!, report.Test, name);
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

    /// <summary>
    /// A finding without a reason is one of a few words. Why a package fails is said as expected; why it is refused in each
    /// word that is.
    /// </summary>
    private static void AssertSays(string expected, string finding, string name)
    {
        string[] parts = expected.Split(": ", 2);
        string[] found = finding.Split(": ", 2);
        Assert.AreEqual(parts[0], found[0], name);
        Assert.HasCount(parts.Length, found, $"{name}: {finding}");
        if (parts[0] == "fails" && parts.Length > 1)
        {
            Assert.Contains(parts[1], found[1], name);
        }

        string[] missing = [.. parts.Skip(1).SelectMany(reason => reason.Split(' ')).Where(word => !found[1].Contains(word))];
        Assert.IsEmpty(missing, $"{name}: '{finding}' lacks words of '{expected}'");
    }
}
