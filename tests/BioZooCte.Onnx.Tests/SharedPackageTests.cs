using System.Text.Json;

using BioZooCte.Models;
using BioZooCte.Onnx.Tests.Support;
using BioZooCte.Packages;
using BioZooCte.Packages.Description;
using BioZooCte.Tensors;
using BioZooCte.Testing;

namespace BioZooCte.Onnx.Tests;

[TestClass]
public sealed class SharedPackageTests
{
    [TestMethod]
    public void Open_VariantOfFixedSize_ReopenedEqualsTheFreeNetwork()
    {
        int compared = 0;
        foreach (JsonProperty variant in Variants())
        {
            using ModelPackage package = TestPackage.Open(PathOf(variant));
            NetworkDescription network = new OnnxBackend().Examine(package);
            if (!network.CanReopenSize)
            {
                Assert.IsNull(network.ReasonAgainstReopening, variant.Name);
                continue;
            }

            using ModelPackage free = TestPackage.Open(
                SharedData.Require($"nuclei/{variant.Value.GetProperty("equals").GetString()}"));
            using IModelRunner expected = new OnnxBackend().Open(free, new RunnerOptions());
            using IModelRunner reopened = new OnnxBackend().Open(package, new RunnerOptions { ReopenSize = true });
            AxisTensor input = TestTensors.Noise("bcyx", 1, 1, 136, 200);
            IReadOnlyList<string>[] axes = [["batch", "channel", "y", "x"]];
            double difference = TestTensors.MaxDifference(
                reopened.Run([input], axes, CancellationToken.None)[0],
                expected.Run([input], axes, CancellationToken.None)[0]);
            Assert.IsLessThanOrEqualTo(variant.Value.GetProperty("tolerance").GetDouble(), difference, variant.Name);
            compared++;
        }

        Assert.AreNotEqual(0, compared, "a variant of fixed size");
    }

    [TestMethod]
    public void Examine_EveryPackage_ShrinksByNoMoreThanItsStep()
    {
        foreach (string folder in SharedNetworks.Packages())
        {
            using ModelPackage package = TestPackage.Open(folder);
            NetworkDescription network = new OnnxBackend().Examine(package);
            for (int i = 0; i < network.TotalDownsampling.Length; i++)
            {
                AxisDescription axis = package.Description.Inputs[0].Axes[i];
                if (axis.Size is AxisSize.Parameterized rule)
                {
                    Assert.AreEqual(0, rule.Step % network.TotalDownsampling[i], $"{folder} {axis.Id}");
                    Assert.IsNotNull(network.ReceptiveFieldRadius[i], $"{folder} {axis.Id}");
                }
            }
        }
    }

    private static IReadOnlyList<JsonProperty> Variants()
    {
        string expected = SharedData.Require("nuclei/variants/expected.json");
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(expected));
        return SharedData.RequireCases(
            "nuclei/variants",
            json.RootElement.Clone().EnumerateObject()
                .Where(p => !p.Name.StartsWith('_') && Directory.Exists(PathOf(p))));
    }

    private static string PathOf(JsonProperty variant) => SharedData.Require($"nuclei/variants/{variant.Name}");
}
