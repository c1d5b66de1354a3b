using System.Text.Json;

using BioZooCte.Models;
using BioZooCte.Onnx.Graph;
using BioZooCte.Onnx.Graph.Proto;
using BioZooCte.Onnx.Graph.Splitting;
using BioZooCte.Onnx.Sessions;
using BioZooCte.Onnx.Tests.Support;
using BioZooCte.Packages;
using BioZooCte.Tensors;
using BioZooCte.Testing;

namespace BioZooCte.Onnx.Tests.Graph.Splitting;

/// <summary>The layers that are found in real networks, and their features.</summary>
[TestClass]
public sealed class SharedFeatureTests
{
    [TestMethod]
    public void OpenFeatures_EveryGraph_BeginsAtTheStatedBottleneckAndHolds()
    {
        foreach ((string name, JsonElement stated) in SharedNetworks.Graphs())
        {
            string letters = stated.GetProperty("input").GetArrayLength() == 5 ? "bczyx" : "bcyx";
            using ModelPackage package = TestPackage.Around(SharedData.Require($"graphs/{name}.onnx"), letters);
            using IFeatureRunner runner = new OnnxBackend().OpenFeatures(package, new RunnerOptions());
            AxisTensor input = Npy.Read(SharedData.Require($"graphs/{name}.input.npy"), letters);
            IReadOnlyList<AxisTensor> features = Hold(name, package, runner, [input]);
            JsonElement bottleneck = stated.GetProperty("bottleneck");
            if (bottleneck.ValueKind == JsonValueKind.Null)
            {
                Assert.HasCount(1, runner.Layers, name);
                continue;
            }

            CollectionAssert.AreEqual(
                bottleneck.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()).ToArray(),
                features[0].Shape.Select(axis => axis.Size).ToArray(),
                name);
            Assert.IsTrue(runner.Layers[0].IsBottleneck, name);
            Assert.IsGreaterThan(1, runner.Layers.Length, name);
        }
    }

    /// <summary>All are U-Nets that halve the resolution at each of their stages.</summary>
    [TestMethod]
    public void OpenFeatures_EveryNucleiPackage_HasALayerForEachStageAndHolds()
    {
        foreach (string folder in SharedNetworks.Packages())
        {
            string name = Path.GetFileName(folder);
            using ModelPackage package = TestPackage.Open(folder);
            using IFeatureRunner runner = new OnnxBackend().OpenFeatures(package, new RunnerOptions());

            Hold(name, package, runner, SharedNetworks.InputsOf(package, folder));

            double halvings = Math.Log2(runner.Layers[0].Downsampling / runner.Layers[^1].Downsampling);
            Assert.HasCount((int)halvings + 1, runner.Layers, name);
            Assert.IsGreaterThanOrEqualTo(2, halvings, name);
        }
    }

    /// <summary>What must hold for every network; gives the features of the input.</summary>
    private static IReadOnlyList<AxisTensor> Hold(
        string name, ModelPackage package, IFeatureRunner runner, IReadOnlyList<AxisTensor?> given)
    {
        FeatureLayer[] layers = [.. runner.Layers];
        double[] coarseness =
            [.. layers.Select(layer => layer.Downsampling * layer.Downsampling * layer.DepthDownsampling)];
        CollectionAssert.AreEqual(
            coarseness.Distinct().OrderDescending().ToArray(), coarseness, $"{name}: each finer than the one before");
        AssertInOrderBeforeTheOutput(
            name, OnnxFile.Read(package).Model.Graph, [.. layers.Select(layer => layer.Name)]);

        AxisTensor?[] inputs = [.. given.Select((input, i) =>
            input is null ? null : ElementConverter.Cast(input, runner.Network.Inputs[i].ElementType))];
        IReadOnlyList<AxisTensor> expected = RunWithOutputs(package, runner, inputs);
        AxisTensor[] outputs = [.. expected.Skip(layers.Length).Select(e => new AxisTensor(e.Shape, e.ElementType))];
        IReadOnlyList<AxisTensor> first = runner.Run(inputs, outputs, CancellationToken.None);
        AxisTensor[] kept = [.. first.Select(f => ElementConverter.Cast(f, ElementType.Float64))];
        AxisTensor?[] unwanted = [.. outputs.Select(_ => (AxisTensor?)null)];
        IReadOnlyList<AxisTensor> again = runner.Run(inputs, unwanted, CancellationToken.None);
        for (int i = 0; i < layers.Length; i++)
        {
            double tolerance = expected[i].ElementType == ElementType.Float16 ? 5e-3 : 1e-4;
            Assert.IsLessThanOrEqualTo(
                tolerance, SplitCheck.Difference(again[i], expected[i]), $"{name}: {layers[i].Name}");
            Assert.AreSame(first[i], again[i], $"{name}: the tensor is used again");
            Assert.IsTrue(
                kept[i].Bytes.SequenceEqual(ElementConverter.Cast(again[i], ElementType.Float64).Bytes),
                $"{name}: the same bytes");
            CollectionAssert.AreEqual(layers[i].Axes, again[i].Shape.Select(axis => axis.Id).ToArray());
        }

        for (int i = 0; i < outputs.Length; i++)
        {
            Assert.IsLessThanOrEqualTo(
                1e-4, SplitCheck.Difference(outputs[i], expected[layers.Length + i]), $"{name}: output {i}");
        }

        return again;
    }

    /// <summary>The graph as it lies there, with the layers' tensors declared as outputs.</summary>
    private static IReadOnlyList<AxisTensor> RunWithOutputs(
        ModelPackage package, IFeatureRunner runner, IReadOnlyList<AxisTensor?> inputs)
    {
        OnnxFile file = OnnxFile.Read(package);
        ModelProto whole = file.Model.Clone();
        whole.Graph.Output.Clear();
        whole.Graph.Output.Add(runner.Layers.Select(layer => new ValueInfoProto { Name = layer.Name }));
        whole.Graph.Output.Add(file.Model.Graph.Output);
        int[] ranks =
        [
            .. runner.Layers.Select(layer => layer.Axes.Length),
            .. runner.Network.Outputs.Select(output => output.Sizes.Length),
        ];
        using OnnxRunner all = new PartOpener(package.Id, file, threads: 1).Open(whole, runner.Network.Inputs, ranks);
        return all.Run(inputs, [.. ranks.Select(NumberedAxes.Of)], CancellationToken.None);
    }

    private static void AssertInOrderBeforeTheOutput(string name, GraphProto graph, string[] layers)
    {
        HashSet<string> needed = [graph.Output[0].Name];
        for (int i = graph.Node.Count - 1; i >= 0; i--)
        {
            if (graph.Node[i].Output.Any(needed.Contains))
            {
                needed.UnionWith(graph.Node[i].Input);
            }
        }

        string[] made = [.. graph.Node.SelectMany(node => node.Output)];
        int[] places = [.. layers.Select(layer => Array.IndexOf(made, layer))];
        Assert.IsTrue(layers.All(needed.Contains), $"{name}: the first output depends on {string.Join(", ", layers)}");
        CollectionAssert.AreEqual(places.Order().ToArray(), places, $"{name}: in the order of the pass");
        Assert.IsGreaterThanOrEqualTo(0, places[0], name);
    }
}
