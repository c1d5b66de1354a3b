using BioZooCte.Models;
using BioZooCte.Onnx.Tests.Support;
using BioZooCte.Packages;
using BioZooCte.Tensors;

namespace BioZooCte.Onnx.Tests.Graph.Splitting;

[TestClass]
public sealed class FeatureOpenerTests
{
    [TestMethod]
    public void OpenFeatures_UNet_GivesBottleneckAndLastStage()
    {
        string bottleneck = "";
        GraphBuilder graph = SmallNetworks.UNet((g, conv) => bottleneck = g.Node("Relu", [conv]));
        string last = Decode(graph);
        using TemporaryFolder folder = new();
        using ModelPackage package = graph.Save(folder, "bcyx");
        using IFeatureRunner runner = new OnnxBackend().OpenFeatures(package, new RunnerOptions());
        AxisTensor output = new(TensorShape.Of("bcyx", 1, 1, 24, 40), ElementType.Float32);

        IReadOnlyList<AxisTensor> features =
            runner.Run([TestTensors.Noise("bcyx", 1, 1, 24, 40)], [output], CancellationToken.None);

        CollectionAssert.AreEqual(new[] { bottleneck, last }, runner.Layers.Select(layer => layer.Name).ToArray());
        CollectionAssert.AreEqual(new[] { 2.0, 1.0 }, runner.Layers.Select(layer => layer.Downsampling).ToArray());
        Assert.IsTrue(runner.Layers[0].IsBottleneck);
        Assert.AreEqual("batch 1, channel 8, y 12, x 20", features[0].Shape.ToString());
        Assert.AreEqual("batch 1, channel 3, y 24, x 40", features[1].Shape.ToString());
        Assert.AreEqual(1, runner.Network.Outputs.Length);
        Assert.IsTrue(TestTensors.ToFloats(output).Any(v => v != 0));
    }

    /// <summary>The rectifier inside an attention gate comes after its stage and is no part of it.</summary>
    [TestMethod]
    public void OpenFeatures_AttentionGate_IsNoStage()
    {
        string stage = "";
        GraphBuilder graph = SmallNetworks.UNet(
            (g, conv) => stage = g.Node("Relu", [conv]),
            (g, skip) => skip);
        string inner = graph.Node("Relu", [graph.Conv(stage, 8, 2, 1)]);
        string gate = graph.Node("Sigmoid", [graph.Conv(inner, 2, 1, 1)]);
        string both = graph.Graph.Output[0].Name;
        graph.Graph.Output.Clear();
        string gated = graph.Node("Mul", [both, graph.Up(gate, 2)]);
        string last = graph.Node("Relu", [graph.Conv(gated, 2, 3, 3)]);
        string pixelGate = graph.Node("Sigmoid", [graph.Conv(last, 3, 1, 1)]);
        string weighed = graph.Node("Mul", [last, pixelGate]);
        graph.Output(graph.Node("Sigmoid", [graph.Conv(weighed, 3, 1, 1)]), "n", 1, "y", "x");

        CollectionAssert.AreEqual(new[] { stage, last }, LayersOf(graph));
    }

    [TestMethod]
    public void OpenFeatures_HeadOfAnotherOutput_IsNoStage()
    {
        string stage = "";
        GraphBuilder graph = SmallNetworks.UNet((g, conv) => stage = g.Node("Relu", [conv]));
        string last = Decode(graph);
        string side = graph.Node("Relu", [graph.Conv(stage, 8, 4, 3)]);
        graph.Output(graph.Conv(side, 4, 1, 1), "n", 1, "v", "w");

        CollectionAssert.AreEqual(new[] { stage, last }, LayersOf(graph));
    }

    [TestMethod]
    public void OpenFeatures_NoChangeOfResolution_GivesTheLastActivationBeforeTheHead()
    {
        GraphBuilder graph = new();
        string first = graph.Node("Relu", [graph.Conv(graph.Input("raw", "n", 1, "y", "x"), 1, 4, 3)]);
        string second = graph.Node("Relu", [graph.Conv(first, 4, 4, 3)]);
        string sigmoid = graph.Node("Sigmoid", [graph.Conv(second, 4, 1, 1)]);
        graph.Output(graph.Node("Mul", [sigmoid, graph.Fractions(255)]), "n", 1, "y", "x");

        CollectionAssert.AreEqual(new[] { second }, LayersOf(graph));
    }

    [TestMethod]
    public void OpenFeatures_NamedTensors_AreGivenDeepestFirst()
    {
        string stage = "";
        GraphBuilder graph = SmallNetworks.UNet((g, conv) => stage = g.Node("Relu", [conv]));
        string skip = graph.Graph.Node[1].Output[0];

        CollectionAssert.AreEqual(new[] { stage, skip }, LayersOf(graph, skip, stage, skip));
    }

    [TestMethod]
    public void OpenFeatures_UnknownTensor_NamesWhatIsNear() => StringAssert.Contains(
        Refusal(SmallNetworks.UNet(SmallNetworks.Relu), "t33"),
        "the features inside it cannot be read: its network makes no features 't33'; expected the name of a tensor, "
            + "such as 't3', ");

    [TestMethod]
    public void OpenFeatures_Input_IsNoLayer() => StringAssert.Contains(
        Refusal(SmallNetworks.UNet(SmallNetworks.Relu), "raw"),
        "the features inside it cannot be read: 'raw' is an input; expected a tensor that the network makes");

    /// <summary>The step from one element to the next, not how often the layer's length goes into the input's.</summary>
    [TestMethod]
    [DataRow(1, 2, 5, 2.0)]
    [DataRow(0, 1, 7, 1.0)]
    [DataRow(0, 2, 4, 2.0)]
    public void OpenFeatures_NineSlices_GivesTheStepAlongThem(int pad, int stride, int slices, double expected)
    {
        GraphBuilder graph = new();
        string relu = graph.Node("Relu", [Conv(graph, graph.Input("raw", "n", 1, 9, "y", "x"), 1, 4, pad, stride)]);
        graph.Output(Conv(graph, relu, 4, 1, 1, 1), "n", 1, "d", "v", "w");
        using TemporaryFolder folder = new();
        using ModelPackage package = graph.Save(folder, "bczyx");
        using IFeatureRunner runner = new OnnxBackend().OpenFeatures(package, new RunnerOptions());

        FeatureLayer layer = runner.Layers.Single();

        Assert.AreEqual(relu, layer.Name);
        Assert.AreEqual((slices, 9), (layer.Sizes[2], layer.InputSizes[2]));
        Assert.AreEqual(expected, layer.DepthDownsampling);
        Assert.AreEqual((double)stride, layer.Downsampling);
    }

    [TestMethod]
    public void OpenFeatures_WholeNumbers_AreRefused()
    {
        string whole = "";
        GraphBuilder graph = SmallNetworks.UNet((g, conv) =>
            g.Node("Relu", [g.Node("Cast", [whole = g.Node("Cast", [conv], ("to", 6))], ("to", 1))]));

        StringAssert.Contains(
            Refusal(graph, whole), $"the features '{whole}' are int32; expected floating point");
    }

    [TestMethod]
    public void OpenFeatures_NothingBeforeTheOutput_SaysSo()
    {
        GraphBuilder graph = new();
        graph.Output(graph.Conv(graph.Input("raw", "n", 1, "y", "x"), 1, 1, 3), "n", 1, "y", "x");

        StringAssert.Contains(
            Refusal(graph), "no activation stands before its output; expected one, or the name of a tensor");
    }

    [TestMethod]
    public void Run_Canceled_DoesNotBegin()
    {
        using TemporaryFolder folder = new();
        using ModelPackage package = SmallNetworks.UNet(SmallNetworks.Relu).Save(folder, "bcyx");
        using IFeatureRunner runner = new OnnxBackend().OpenFeatures(package, new RunnerOptions());

        Assert.ThrowsExactly<OperationCanceledException>(() => runner.Run(
            [TestTensors.Noise("bcyx", 1, 1, 24, 40)], [null], new CancellationToken(true)));
    }

    /// <summary>Puts a stage of three channels and a head after the network; gives the stage.</summary>
    private static string Decode(GraphBuilder graph)
    {
        string before = graph.Graph.Output[0].Name;
        graph.Graph.Output.Clear();
        string last = graph.Node("Relu", [graph.Conv(before, 2, 3, 3)]);
        graph.Output(graph.Node("Sigmoid", [graph.Conv(last, 3, 1, 1)]), "n", 1, "y", "x");
        return last;
    }

    /// <summary>A convolution of 3 × 3 × 3.</summary>
    private static string Conv(GraphBuilder graph, string tensor, int inputs, int outputs, long pad, long stride) =>
        graph.Node(
            "Conv",
            [tensor, graph.Weights(outputs, inputs, 3, 3, 3)],
            ("strides", new long[] { stride, stride, stride }),
            ("pads", new long[] { pad, pad, pad, pad, pad, pad }));

    private static string[] LayersOf(GraphBuilder graph, params string[] layers)
    {
        using TemporaryFolder folder = new();
        using ModelPackage package = graph.Save(folder, "bcyx");
        using IFeatureRunner runner = new OnnxBackend().OpenFeatures(package, new RunnerOptions(), layers);
        return [.. runner.Layers.Select(layer => layer.Name)];
    }

    private static string Refusal(GraphBuilder graph, params string[] layers)
    {
        using TemporaryFolder folder = new();
        using ModelPackage package = graph.Save(folder, "bcyx");
        return Assert.ThrowsExactly<UnsupportedModelException>(
            () => new OnnxBackend().OpenFeatures(package, new RunnerOptions(), layers)).Message;
    }
}
