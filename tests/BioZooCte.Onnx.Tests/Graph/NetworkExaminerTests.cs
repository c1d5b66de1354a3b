using BioZooCte.Models;
using BioZooCte.Onnx.Tests.Support;
using BioZooCte.Packages;

namespace BioZooCte.Onnx.Tests.Graph;

/// <summary>What is read from a graph, against numbers worked out by hand.</summary>
[TestClass]
public sealed class NetworkExaminerTests
{
    [TestMethod]
    [DataRow(3, 1, 1, DisplayName = "3 × 3 sees one further")]
    [DataRow(5, 1, 2, DisplayName = "5 × 5 sees two further")]
    [DataRow(3, 4, 4, DisplayName = "3 × 3, dilated by 4, sees four further")]
    public void Radius_OneConvolution_IsHalfItsExtent(int kernel, int dilation, int radius)
    {
        GraphBuilder graph = new();
        string conv = graph.Conv(graph.Input("raw", "n", 1, "y", "x"), 1, 2, kernel, 1, dilation);
        NetworkDescription network = Examine(graph.Output(conv, "n", 2, "y", "x"));

        CollectionAssert.AreEqual(new int?[] { null, null, radius, radius }, network.ReceptiveFieldRadius.ToArray());
        CollectionAssert.AreEqual(new[] { 1, 1, 1, 1 }, network.TotalDownsampling.ToArray());
    }

    [TestMethod]
    public void Radius_UNet_AddsTheLevelsAndTheBlocksOfThePooling()
    {
        // Two 3 × 3 at full resolution (2), pooling by 2, two at half (4), up, two at full (2): 8; and an odd position
        // lies at the end of its block of 2, whose start sees one further.
        GraphBuilder graph = new();
        string skip = graph.Conv(graph.Conv(graph.Input("raw", "n", 1, "y", "x"), 1, 4, 3), 4, 4, 3);
        string low = graph.Conv(graph.Conv(graph.Pool(skip, 2), 4, 4, 3), 4, 4, 3);
        string joined = graph.Node("Concat", [skip, graph.Up(low, 2)], ("axis", 1));
        string conv = graph.Conv(graph.Conv(joined, 8, 4, 3), 4, 1, 3);
        NetworkDescription network = Examine(graph.Output(graph.Node("Sigmoid", [conv]), "n", 1, "y", "x"));

        CollectionAssert.AreEqual(new int?[] { null, null, 9, 9 }, network.ReceptiveFieldRadius.ToArray());
        CollectionAssert.AreEqual(new[] { 1, 1, 2, 2 }, network.TotalDownsampling.ToArray());
        Assert.IsTrue(network.OperatorsOverSpace.IsEmpty);
        Assert.AreEqual("Sigmoid", network.Outputs[0].LastOperator);
    }

    [TestMethod]
    public void Downsampling_PoolingBy2And3Beside_IsTheirCommonMultiple()
    {
        GraphBuilder graph = new();
        string input = graph.Input("raw", "n", 1, "y", "x");
        string sum = graph.Node("Add", [graph.Up(graph.Pool(input, 2), 2), graph.Up(graph.Pool(input, 3), 3)]);
        NetworkDescription network = Examine(graph.Output(sum, "n", 1, "y", "x"));

        CollectionAssert.AreEqual(new[] { 1, 1, 6, 6 }, network.TotalDownsampling.ToArray());
    }

    [TestMethod]
    public void Radius_UnpaddedConvolutions_IsCountedFromTheMiddle()
    {
        // Each takes one position away on either side.
        GraphBuilder graph = new();
        string first = graph.Node("Conv", [graph.Input("raw", "n", 1, "y", "x"), graph.Weights(2, 1, 3, 3)]);
        string second = graph.Node("Conv", [first, graph.Weights(1, 2, 3, 3)]);
        NetworkDescription network = Examine(graph.Output(second, "n", 1, "y", "x"));

        CollectionAssert.AreEqual(new int?[] { null, null, 2, 2 }, network.ReceptiveFieldRadius.ToArray());
    }

    [TestMethod]
    public void Radius_TransposedConvolution_CountsItsTaps()
    {
        // Stride 2, kernel 4, padding 1: an even result takes the positions k − 1 and k of the half resolution, an odd
        // one k and k + 1: two positions before an even one, two after an odd one.
        GraphBuilder graph = new();
        string low = graph.Pool(graph.Input("raw", "n", 1, "y", "x"), 2);
        string up = graph.Node(
            "ConvTranspose",
            [low, graph.Weights(1, 1, 4, 4)],
            ("strides", new long[] { 2, 2 }),
            ("pads", new long[] { 1, 1, 1, 1 }));
        NetworkDescription network = Examine(graph.Output(up, "n", 1, "y", "x"));

        CollectionAssert.AreEqual(new int?[] { null, null, 2, 2 }, network.ReceptiveFieldRadius.ToArray());
    }

    [TestMethod]
    public void Examine_ChannelsLast_FollowsTheTransposition()
    {
        GraphBuilder graph = new();
        string input = graph.Input("raw", "n", "y", "x", 1);
        string moved = graph.Node("Transpose", [input], ("perm", new long[] { 0, 3, 1, 2 }));
        string conv = graph.Conv(graph.Pool(moved, 4), 1, 2, 3);
        string back = graph.Node("Transpose", [conv], ("perm", new long[] { 0, 2, 3, 1 }));
        NetworkDescription network = Examine(graph.Output(back, "n", "v", "u", 2), "byxc");

        CollectionAssert.AreEqual(new[] { 1, 4, 4, 1 }, network.TotalDownsampling.ToArray());
        CollectionAssert.AreEqual(new int?[] { null, 4, 4, null }, network.ReceptiveFieldRadius.ToArray());
        Assert.AreEqual("Conv", network.Outputs[0].LastOperator);
    }

    [TestMethod]
    [DataRow("InstanceNormalization")]
    [DataRow("GlobalAveragePool")]
    [DataRow("ReduceMean")]
    [DataRow("Softmax")]
    [DataRow("MatMul")]
    public void OperatorsOverSpace_EachKind_IsNamedAndUnbounded(string kind)
    {
        GraphBuilder graph = new();
        string input = graph.Conv(graph.Input("raw", "n", 1, "y", "x"), 1, 2, 3);
        string result = kind switch
        {
            "InstanceNormalization" => graph.Node(kind, [input, graph.Fractions(1, 1), graph.Fractions(0, 0)]),
            "GlobalAveragePool" => graph.Node("Mul", [input, graph.Node(kind, [input])]),
            "ReduceMean" => graph.Node("Sub", [input, graph.Node(kind, [input], ("axes", new long[] { 2, 3 }))]),
            "Softmax" => graph.Node(kind, [input], ("axis", 3)),
            _ => Attention(graph, input),
        };
        NetworkDescription network = Examine(graph.Output(result, "n", 2, "y", "x"));

        CollectionAssert.Contains(network.OperatorsOverSpace.ToArray(), kind);
        Assert.IsNull(network.ReceptiveFieldRadius[3]);
    }

    [TestMethod]
    public void OperatorsOverSpace_SoftmaxOverChannels_IsNone()
    {
        GraphBuilder graph = new();
        string conv = graph.Conv(graph.Input("raw", "n", 1, "y", "x"), 1, 3, 3);
        NetworkDescription network = Examine(
            graph.Output(graph.Node("Softmax", [conv], ("axis", 1)), "n", 3, "y", "x"));

        Assert.IsTrue(network.OperatorsOverSpace.IsEmpty);
        Assert.AreEqual(1, network.ReceptiveFieldRadius[3]);
    }

    [TestMethod]
    public void OperatorsOverSpace_GroupNormAsExported_IsTheInstanceNormInIt()
    {
        GraphBuilder graph = new();
        string conv = graph.Conv(graph.Input("raw", "n", 1, "y", "x"), 1, 8, 3);
        string flat = graph.Node("Reshape", [conv, graph.Numbers(0, 4, -1)]);
        string normal = graph.Node(
            "InstanceNormalization", [flat, graph.Fractions(1, 1, 1, 1), graph.Fractions(0, 0, 0, 0)]);
        string back = graph.Node("Reshape", [normal, graph.Node("Shape", [conv])]);
        string result = graph.Conv(graph.Pool(back, 2), 8, 1, 3);
        NetworkDescription network = Examine(graph.Output(result, "n", 1, "v", "u"));

        CollectionAssert.AreEqual(new[] { "InstanceNormalization" }, network.OperatorsOverSpace.ToArray());
        CollectionAssert.AreEqual(new[] { 1, 1, 2, 2 }, network.TotalDownsampling.ToArray());
    }

    [TestMethod]
    public void Examine_SizesComputedInTheGraph_AreFollowed()
    {
        // Up to the size of the skip, as interpolate(x, size=skip.shape[2:]) exports it.
        GraphBuilder graph = new();
        string skip = graph.Conv(graph.Input("raw", "n", 1, "y", "x"), 1, 2, 3);
        string low = graph.Pool(skip, 8);
        string plane = graph.Node("Slice", [graph.Node("Shape", [skip]), graph.Numbers(2), graph.Numbers(4)]);
        string first = graph.Node("Slice", [graph.Node("Shape", [low]), graph.Numbers(0), graph.Numbers(2)]);
        string sizes = graph.Node("Concat", [first, plane], ("axis", 0));
        string up = graph.Node(
            "Resize",
            [low, "", "", sizes],
            ("mode", "nearest"),
            ("coordinate_transformation_mode", "asymmetric"),
            ("nearest_mode", "floor"));
        NetworkDescription network = Examine(graph.Output(graph.Node("Add", [skip, up]), "n", 2, "y", "x"));

        CollectionAssert.AreEqual(new[] { 1, 1, 8, 8 }, network.TotalDownsampling.ToArray());
        Assert.AreEqual(8, network.ReceptiveFieldRadius[2], "the block of 8, from its last to one before its first");
    }

    [TestMethod]
    public void Inputs_WeightsAmongThem_AreLeftOut()
    {
        GraphBuilder graph = new();
        string input = graph.Input("raw", 1, 1, "y", "x");
        string weights = graph.Weights(1, 1, 3, 3);
        graph.Input(weights, 1, 1, 3, 3);
        string conv = graph.Node("Conv", [input, weights], ("pads", new long[] { 1, 1, 1, 1 }));
        NetworkDescription network = Examine(graph.Output(conv, 1, 1, "y", "x"));

        Assert.HasCount(1, network.Inputs);
        Assert.AreEqual("raw", network.Inputs[0].Name);
        CollectionAssert.AreEqual(new int?[] { 1, 1, null, null }, network.Inputs[0].Sizes.ToArray());
    }

    private static string Attention(GraphBuilder graph, string input)
    {
        string flat = graph.Node("Reshape", [input, graph.Numbers(0, 2, -1)]);
        string turned = graph.Node("Transpose", [flat], ("perm", new long[] { 0, 2, 1 }));
        string mixed = graph.Node("MatMul", [graph.Node("MatMul", [flat, turned]), flat]);
        return graph.Node("Reshape", [mixed, graph.Node("Shape", [input])]);
    }

    private static NetworkDescription Examine(GraphBuilder graph, string letters = "bcyx")
    {
        using TemporaryFolder folder = new();
        using ModelPackage package = graph.Save(folder, letters);
        return new OnnxBackend().Examine(package);
    }
}
