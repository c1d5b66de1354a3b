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
        foreach ((string name, JsonElement stated) in SharedNetworks.Graphs())
        {
            using ModelPackage package = Open(name, stated);
            using IModelRunner runner = new OnnxBackend().Open(package, new RunnerOptions());
            string letters = Letters(stated);
            AxisTensor input = Npy.Read(PathOf($"{name}.input.npy"), letters);
            AxisTensor[] expected = [.. stated.GetProperty("outputs").EnumerateArray()
                .Select((_, i) => Npy.Read(PathOf($"{name}.out{i}.npy"), letters))];
            AxisTensor[] outputs = [.. expected.Select(e => new AxisTensor(e.Shape, e.ElementType))];

            runner.Run([input], outputs, CancellationToken.None);
            IReadOnlyList<AxisTensor> allocated = runner.Run(
                [input], [.. expected.Select(e => e.Shape.Select(a => a.Id).ToArray())], CancellationToken.None);

            // The stored difference is what another build of the runtime gave against the framework.
            double tolerance = (4 * stated.GetProperty("onnxMaxDifference").GetDouble()) + 1e-5;
            for (int i = 0; i < expected.Length; i++)
            {
                double difference = TestTensors.MaxDifference(outputs[i], expected[i]);
                Assert.IsLessThanOrEqualTo(tolerance, difference, $"{name} {i}");
                Assert.IsTrue(outputs[i].Bytes.SequenceEqual(allocated[i].Bytes), $"{name} {i}: both ways alike");
            }
        }
    }

    [TestMethod]
    public void Radius_EveryGraphWithOne_BoundsWhatAPixelChanges()
    {
        int bounded = 0;
        foreach ((string name, JsonElement stated) in SharedNetworks.Graphs())
        {
            using ModelPackage package = Open(name, stated);
            using IModelRunner runner = new OnnxBackend().Open(package, new RunnerOptions());
            string letters = Letters(stated);
            AxisTensor input = Npy.Read(PathOf($"{name}.input.npy"), letters);
            string[] axes = [.. input.Shape.Select(axis => axis.Id)];
            IReadOnlyList<string>[] outputAxes = [.. runner.Network.Outputs.Select(_ => axes)];
            AxisTensor before = runner.Run([input], outputAxes, CancellationToken.None)[0];
            int[] changed = [.. input.Shape.Select(axis => Math.Max(0, (axis.Size / 2) - 1))];
            long at = input.Shape.Strides().Select((stride, i) => stride * changed[i]).Sum();
            input.AsSpan<float>()[(int)at] += 100;
            AxisTensor after = runner.Run([input], outputAxes, CancellationToken.None)[0];
            for (int axis = 0; axis < axes.Length; axis++)
            {
                if (runner.Network.ReceptiveFieldRadius[axis] is int radius)
                {
                    int farthest = Farthest(before, after, axis, changed[axis]);
                    Assert.IsLessThanOrEqualTo(radius, farthest, $"{name} {axis}");
                    bounded++;
                }
            }
        }

        Assert.AreNotEqual(0, bounded, "a graph that sees no farther than a radius");
    }

    private static int Farthest(AxisTensor before, AxisTensor after, int axis, int from)
    {
        int farthest = 0;
        long stride = before.Shape.Strides()[axis];
        for (int i = 0; i < before.Count; i++)
        {
            // The runtime's own blocks may round differently; a change of 100 is not rounding.
            bool isChanged = Math.Abs(before.AsSpan<float>()[i] - after.AsSpan<float>()[i]) > 1e-4;
            int position = (int)(i / stride % before.Shape[axis].Size);
            farthest = isChanged ? Math.Max(farthest, Math.Abs(position - from)) : farthest;
        }

        return farthest;
    }

    private static ModelPackage Open(string name, JsonElement stated) =>
        TestPackage.Around(PathOf($"{name}.onnx"), Letters(stated));

    private static string PathOf(string file) => SharedData.Require($"graphs/{file}");

    private static string Letters(JsonElement stated) =>
        stated.GetProperty("input").GetArrayLength() == 5 ? "bczyx" : "bcyx";
}
