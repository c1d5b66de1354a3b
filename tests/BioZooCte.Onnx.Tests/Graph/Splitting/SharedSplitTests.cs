using System.IO.Compression;
using System.Text.Json;

using BioZooCte.Models;
using BioZooCte.Onnx.Tests.Support;
using BioZooCte.Packages;
using BioZooCte.Tensors;
using BioZooCte.Testing;

namespace BioZooCte.Onnx.Tests.Graph.Splitting;

[TestClass]
public sealed class SharedSplitTests
{
    private const double Exact = 1e-6;

    [TestMethod]
    public void Split_EveryGraph_IsCutWhereStatedAndHolds()
    {
        foreach ((string name, JsonElement stated) in SharedNetworks.Graphs())
        {
            string letters = stated.GetProperty("input").GetArrayLength() == 5 ? "bczyx" : "bcyx";
            using ModelPackage package = TestPackage.Around(SharedData.Require($"graphs/{name}.onnx"), letters);
            JsonElement bottleneck = stated.GetProperty("bottleneck");
            if (bottleneck.ValueKind == JsonValueKind.Null)
            {
                ModelSplit split = new OnnxBackend().Split(package, new RunnerOptions());
                Assert.IsNull(split.Runner, name);
                StringAssert.Contains(split.Reason, "has no bottleneck", name);
                Assert.IsFalse(new OnnxBackend().FindLayers(package).Any(layer => layer.IsBottleneck), name);
                continue;
            }

            AxisTensor input = Npy.Read(SharedData.Require($"graphs/{name}.input.npy"), letters);
            using SplitCheck check = new(name, package, [input]);
            int[] expected = [.. bottleneck.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];
            CollectionAssert.AreEqual(expected, check.FeatureSizes, $"{name}: {check.Runner.Bottleneck.Name}");
            Assert.AreEqual(bottleneck.GetProperty("operator").GetString(), check.Runner.Bottleneck.Operator, name);
            Hold(check);
            FeatureLayer layer = new OnnxBackend().FindLayers(package).Single(layer => layer.IsBottleneck);
            Assert.AreEqual(check.Runner.Bottleneck.Name, layer.Name, name);
        }
    }

    [TestMethod]
    public void Split_EveryNucleiPackage_Holds()
    {
        foreach (string folder in SharedNetworks.Packages())
        {
            using ModelPackage package = TestPackage.Open(folder);
            using SplitCheck check = new(Path.GetFileName(folder), package, SharedNetworks.InputsOf(package, folder));
            Hold(check);
        }
    }

    [TestMethod]
    public void Split_EveryNucleiPackageZipped_Holds()
    {
        foreach (string zip in SharedData.RequireCases(
            "nuclei/zoo", Directory.EnumerateFiles(SharedData.Require("nuclei/zoo"), "*.zip")))
        {
            using TemporaryFolder folder = new();
            ZipFile.ExtractToDirectory(zip, folder);
            using ModelPackage package = TestPackage.Open(folder);
            using SplitCheck check = new(Path.GetFileName(zip), package, SharedNetworks.InputsOf(package, folder));
            Hold(check);
        }
    }

    [TestMethod]
    public void Split_EveryFixedSizeThatCanBeReopened_HoldsAtAnother()
    {
        int held = 0;
        foreach (string folder in SharedNetworks.Packages())
        {
            using ModelPackage package = TestPackage.Open(folder);
            if (new OnnxBackend().Examine(package).CanReopenSize)
            {
                AxisTensor input = TestTensors.Noise("bcyx", 1, 1, 136, 200);
                using SplitCheck check = new(Path.GetFileName(folder), package, [input], reopensSize: true);
                Hold(check);
                held++;
            }
        }

        Assert.AreNotEqual(0, held, "a package of fixed size");
    }

    private static void Hold(SplitCheck check)
    {
        check.EqualsWhole(Exact);
        check.BatchedEqualsOneByOne(Exact);
        check.DependsOnSkipsWithoutFeatures();
    }
}
