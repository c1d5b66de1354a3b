using BioZooCte.Models;
using BioZooCte.Onnx.Graph.Proto;
using BioZooCte.Onnx.Tests.Support;
using BioZooCte.Packages;
using BioZooCte.Tensors;

namespace BioZooCte.Onnx.Tests.Graph.Splitting;

[TestClass]
public sealed class NetworkSplitterTests
{
    private const double Exact = 1e-6;

    [TestMethod]
    public void Split_ReluAfterConv_IsTheBottleneck()
    {
        using SplitCheck check = Hold(SmallNetworks.UNet(SmallNetworks.Relu));

        Assert.AreEqual("Relu", check.Runner.Bottleneck.Operator);
        CollectionAssert.AreEqual(new[] { 1, 8, 12, 20 }, check.FeatureSizes);
        CollectionAssert.AreEqual(
            new[] { "batch", "channel", "y", "x" }, check.Tile.Features.Shape.Select(axis => axis.Id).ToArray());
        Assert.AreEqual(2.0, check.Runner.Bottleneck.Downsampling);
        Assert.IsTrue(check.Runner.DecodesInBatches);
    }

    [TestMethod]
    public void Split_ActivationOfTwoOperators_IsCutAfterBoth()
    {
        using SplitCheck check = Hold(SmallNetworks.UNet(SmallNetworks.SiLU));

        Assert.AreEqual("Mul", check.Runner.Bottleneck.Operator);
    }

    [TestMethod]
    public void Split_ResidualBlock_IsCutBehindTheSum()
    {
        string last = "";
        using SplitCheck check = Hold(SmallNetworks.UNet((graph, conv) =>
        {
            string first = graph.Node("Relu", [conv]);
            return last = graph.Node("Relu", [graph.Node("Add", [graph.Conv(first, 8, 8, 3), first])]);
        }));

        Assert.AreEqual(last, check.Runner.Bottleneck.Name);
    }

    [TestMethod]
    public void Split_WithoutActivationThere_IsCutAtTheLastTensor()
    {
        string last = "";
        using SplitCheck check = Hold(SmallNetworks.UNet((graph, conv) => last = graph.Conv(conv, 8, 8, 3)));

        Assert.AreEqual(last, check.Runner.Bottleneck.Name);
    }

    [TestMethod]
    public void Split_GateOfPooledValues_IsNoBottleneck()
    {
        using SplitCheck check = Hold(SmallNetworks.UNet((graph, conv) =>
        {
            string features = graph.Node("Relu", [conv]);
            string pooled = graph.Node("GlobalAveragePool", [features]);
            string gate = graph.Node("Sigmoid", [graph.Conv(graph.Node("Relu", [pooled]), 8, 8, 1)]);
            return graph.Node("Relu", [graph.Node("Mul", [features, gate])]);
        }));

        CollectionAssert.AreEqual(new[] { 1, 8, 12, 20 }, check.FeatureSizes);
    }

    [TestMethod]
    public void Split_InputUsedAgainAtTheEnd_GoesPastTheCut()
    {
        GraphBuilder graph = SmallNetworks.UNet(SmallNetworks.Relu);
        string output = graph.Graph.Output[0].Name;
        string sum = graph.Node("Add", [output, "raw"]);
        graph.Graph.Output[0].Name = sum;

        Hold(graph).Dispose();
    }

    [TestMethod]
    public void Split_OutputThatDoesNotDependOnTheFeatures_IsGivenAsWell()
    {
        GraphBuilder graph = SmallNetworks.UNet(SmallNetworks.Relu);
        string early = graph.Conv(graph.Graph.Node[1].Output[0], 4, 2, 1);
        graph.Output(early, "n", 2, "y", "x");
        using SplitCheck check = Hold(graph);

        AxisTensor none = new(check.Tile.Features.Shape, ElementType.Float32);
        AxisTensor[][] outputs = check.Decode(check.Tile.Features, none);

        Assert.IsFalse(outputs[0][0].Bytes.SequenceEqual(outputs[1][0].Bytes));
        Assert.IsTrue(outputs[0][1].Bytes.SequenceEqual(outputs[1][1].Bytes));
    }

    [TestMethod]
    public void Split_BatchSizeInsideTheDecoder_GoesOneByOne()
    {
        GraphBuilder graph = SmallNetworks.UNet(SmallNetworks.Relu);
        string output = graph.Graph.Output[0].Name;
        graph.Graph.Output[0].Name = SmallNetworks.NormalizedForOne(graph, output);
        using SplitCheck check = Hold(graph);

        Assert.IsFalse(check.Runner.DecodesInBatches);
    }

    [TestMethod]
    public void Split_NamedTensor_IsCutThere()
    {
        GraphBuilder graph = SmallNetworks.UNet(SmallNetworks.Relu);
        string skip = graph.Graph.Node[1].Output[0];
        using SplitCheck check = Hold(graph, skip);

        Assert.AreEqual(skip, check.Runner.Bottleneck.Name);
        CollectionAssert.AreEqual(new[] { 1, 4, 24, 40 }, check.FeatureSizes);
    }

    [TestMethod]
    public void Split_UnknownTensor_NamesWhatIsNear()
    {
        StringAssert.StartsWith(
            Refusal(SmallNetworks.UNet(SmallNetworks.Relu), "t33"),
            "its network makes no features 't33'; expected the name of a tensor, such as 't3', ");
    }

    [TestMethod]
    public void Split_TensorThatIsNoGrid_SaysItsSizes()
    {
        string pooled = "";
        GraphBuilder graph = SmallNetworks.UNet((graph, conv) =>
        {
            pooled = graph.Node("GlobalAveragePool", [conv]);
            return graph.Node("Relu", [graph.Node("Add", [conv, pooled])]);
        });

        Assert.AreEqual(
            $"'{pooled}' is 1 × 8 × 1 × 1; expected features over the image: batch, channels, rows and columns, "
                + "more than one",
            Refusal(graph, pooled));
    }

    [TestMethod]
    public void Split_WholeNumbers_AreNoFeatures()
    {
        string whole = "";
        string relu = "";
        GraphBuilder graph = SmallNetworks.UNet((graph, conv) =>
        {
            relu = graph.Node("Relu", [conv]);
            whole = graph.Node("Cast", [graph.Node("Mul", [relu, graph.Fractions(1e4f)])], ("to", 6));
            return graph.Node("Cast", [graph.Node("Relu", [whole])], ("to", 1));
        });

        Assert.AreEqual($"'{whole}' holds int32; expected features in floating point", Refusal(graph, whole));
        using SplitCheck check = Hold(graph);
        Assert.AreEqual(relu, check.Runner.Bottleneck.Name);
    }

    [TestMethod]
    public void Split_AtTheOutput_IsRefused()
    {
        GraphBuilder graph = SmallNetworks.UNet(SmallNetworks.Relu);
        string output = graph.Graph.Output[0].Name;

        Assert.AreEqual(
            $"nothing in its network comes after '{output}'; expected a tensor before the output",
            Refusal(graph, output));
    }

    [TestMethod]
    public void Split_NothingShrinks_HasNoBottleneck()
    {
        GraphBuilder graph = new();
        string relu = graph.Node("Relu", [graph.Conv(graph.Input("raw", "n", 1, "y", "x"), 1, 4, 3)]);
        graph.Output(graph.Conv(relu, 4, 1, 3), "n", 1, "y", "x");

        Assert.AreEqual(
            "its network has no bottleneck: nothing in it is smaller than the input along y and x; expected one that "
                + "shrinks its input. Perturb the input instead",
            Refusal(graph));
    }

    [TestMethod]
    public void Split_ControlFlow_IsRefused()
    {
        GraphBuilder graph = SmallNetworks.UNet(SmallNetworks.Relu);
        TensorProto condition = new() { Name = "yes", DataType = 9 };
        condition.Int32Data.Add(1);
        graph.Graph.Initializer.Add(condition);
        string output = graph.Graph.Output[0].Name;
        graph.Graph.Output[0].Name = graph.Node(
            "If", ["yes"], ("then_branch", Branch("Neg", output)), ("else_branch", Branch("Relu", output)));

        StringAssert.EndsWith(
            Refusal(graph),
            " holds a graph of its own; expected a network without control flow. Perturb the input instead");
    }

    [TestMethod]
    public void Split_SizeOutOfTheEncodersValues_IsRefused()
    {
        GraphBuilder graph = SmallNetworks.UNet(SmallNetworks.Relu);
        string values = graph.Node(
            "Cast", [graph.Node("GlobalMaxPool", [graph.Graph.Node[1].Output[0]])], ("to", 7));
        string output = graph.Graph.Output[0].Name;
        string all = graph.Node("Reshape", [values, graph.Numbers(-1)]);
        string one = graph.Node("Slice", [all, graph.Numbers(0), graph.Numbers(1)]);
        string zero = graph.Node("Mul", [one, graph.Numbers(0)]);
        string sizes = graph.Node("Concat", [zero, graph.Numbers(2, -1)], ("axis", 0));
        string flat = graph.Node("Reshape", [output, sizes]);
        graph.Graph.Output[0].Name = graph.Node("Reshape", [flat, graph.Node("Shape", [output])]);

        string reason = Refusal(graph);
        StringAssert.Contains(reason, "cannot work out its sizes: Reshape");
        StringAssert.Contains(reason, $"takes one from the values of '{sizes}', which the encoder computes; expected");
    }

    [TestMethod]
    public void FindLayers_UNet_ListsActivationsAndTheBottleneck()
    {
        using TemporaryFolder folder = new();
        using ModelPackage package = SmallNetworks.UNet(SmallNetworks.Relu).Save(folder, "bcyx");

        FeatureLayer layer = new OnnxBackend().FindLayers(package).Single();

        Assert.IsTrue(layer.IsBottleneck);
        Assert.AreEqual("Relu", layer.Operator);
        CollectionAssert.AreEqual(new[] { 1, 1, 40, 56 }, layer.InputSizes.ToArray());
        CollectionAssert.AreEqual(new[] { 1, 8, 20, 28 }, layer.Sizes.ToArray());
    }

    [TestMethod]
    public void Encode_SameSizesAgain_UsesTheTensorsAgain()
    {
        using SplitCheck check = Hold(SmallNetworks.UNet(SmallNetworks.Relu));
        AxisTensor features = check.Tile.Features;
        AxisTensor skip = check.Tile.Beside[0];
        float before = features.AsSpan<float>()[17];

        check.Runner.Encode(
            [new AxisTensor(TensorShape.Of("bcyx", 1, 1, 24, 40), ElementType.Float32)],
            check.Tile,
            CancellationToken.None);

        Assert.AreSame(features, check.Tile.Features);
        Assert.AreSame(skip, check.Tile.Beside[0]);
        Assert.AreNotEqual(before, features.AsSpan<float>()[17]);
    }

    [TestMethod]
    public void Decode_FeaturesOfAnotherShape_SaysWhatIsExpected()
    {
        using SplitCheck check = Hold(SmallNetworks.UNet(SmallNetworks.Relu));
        AxisTensor other = new(TensorShape.Of("bcyx", 1, 8, 3, 3), ElementType.Float32);

        ModelRunException error = Assert.ThrowsExactly<ModelRunException>(
            () => check.Runner.Decode(check.Tile, [other], [[null]], CancellationToken.None));

        StringAssert.EndsWith(
            error.Message,
            "variant 0 of the features is float32, batch 1, channel 8, y 3, x 3; "
                + "expected float32, batch 1, channel 8, y 12, x 20");
    }

    [TestMethod]
    public void EncodeAndDecode_Canceled_DoNotBegin()
    {
        using SplitCheck check = Hold(SmallNetworks.UNet(SmallNetworks.Relu));
        CancellationToken canceled = new(true);

        Assert.ThrowsExactly<OperationCanceledException>(
            () => check.Runner.Encode([TestTensors.Noise("bcyx", 1, 1, 24, 40)], new EncodedTile(), canceled));
        AxisTensor output = new(TensorShape.Of("bcyx", 1, 2, 24, 40), ElementType.Float32);
        Assert.ThrowsExactly<OperationCanceledException>(
            () => check.Runner.Decode(check.Tile, [check.Tile.Features], [[output]], canceled));
    }

    private static SplitCheck Hold(GraphBuilder graph, string? bottleneck = null)
    {
        using TemporaryFolder folder = new();
        using ModelPackage package = graph.Save(folder, "bcyx");
        SplitCheck check = new("small", package, [TestTensors.Noise("bcyx", 1, 1, 24, 40)], bottleneck);
        check.EqualsWhole(Exact);
        check.BatchedEqualsOneByOne(Exact);
        check.DependsOnSkipsWithoutFeatures();
        return check;
    }

    private static string Refusal(GraphBuilder graph, string? bottleneck = null)
    {
        using TemporaryFolder folder = new();
        using ModelPackage package = graph.Save(folder, "bcyx");
        ModelSplit split = new OnnxBackend().Split(package, new RunnerOptions(), bottleneck);
        Assert.IsNull(split.Runner);
        return split.Reason!;
    }

    private static GraphProto Branch(string type, string input)
    {
        NodeProto node = new() { OpType = type, Name = type };
        node.Input.Add(input);
        node.Output.Add($"{type} of it");
        GraphProto branch = new() { Name = type };
        branch.Node.Add(node);
        branch.Output.Add(new ValueInfoProto
        {
            Name = node.Output[0],
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = 1 } },
        });
        return branch;
    }
}
