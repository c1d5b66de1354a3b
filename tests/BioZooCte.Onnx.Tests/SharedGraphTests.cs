using System.Text.Json;

using BioZooCte.Models;
using BioZooCte.Onnx.Tests.Support;
using BioZooCte.Packages;
using BioZooCte.Tensors;
using BioZooCte.Testing;

namespace BioZooCte.Onnx.Tests;

[TestClass]
public sealed class SharedGraphTests
{
    [TestMethod]
    public void Run_EveryGraph_GivesTheStoredOutputs()
    {
        foreach ((string name, JsonElement stated) in Cases())
        {
            using ModelPackage package = Open(name, stated);
            using IModelRunner runner = new OnnxBackend().Open(package, new RunnerOptions());
            string letters = Letters(stated);
            AxisTensor input = Npy.Read(PathOf($"{name}.input.npy"), letters);
            AxisTensor[] expected = [.. stated.GetProperty("outputs").EnumerateArray()
                .Select((_, i) => Npy.Read(PathOf($"{name}.out{i}.npy"), letters))];
            AxisTensor[] outputs = [.. expected.Select(e => new AxisTensor(e.Shape, e.ElementType))];

            runner.Run([input], outputs, CancellationToken.None);
            IReadOnlyList<AxisTensor> allocated =
                runner.Run([input], [.. expected.Select(e => e.Shape.Select(a => a.Id).ToArray())], CancellationToken.None);

            // The stored difference is what another build of the runtime gave against the framework.
            double tolerance = (4 * stated.GetProperty("onnxMaxDifference").GetDouble()) + 1e-5;
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.IsLessThanOrEqualTo(tolerance, TestTensors.MaxDifference(outputs[i], expected[i]), $"{name} {i}");
                Assert.IsTrue(outputs[i].Bytes.SequenceEqual(allocated[i].Bytes), $"{name} {i}: both ways alike");
            }
        }
    }

    internal static IReadOnlyList<(string Name, JsonElement Stated)> Cases()
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(SharedData.Require("graphs/graphs.json")));
        return SharedData.RequireCases(
            "graphs/graphs.json",
            json.RootElement.Clone().EnumerateObject()
                .Where(p => !p.Name.StartsWith('_'))
                .Select(p => (p.Name, p.Value)));
    }

    internal static ModelPackage Open(string name, JsonElement stated) =>
        TestPackage.Around(PathOf($"{name}.onnx"), Letters(stated));

    private static string PathOf(string file) => SharedData.Require($"graphs/{file}");

    private static string Letters(JsonElement stated) =>
        stated.GetProperty("input").GetArrayLength() == 5 ? "bczyx" : "bcyx";
}
