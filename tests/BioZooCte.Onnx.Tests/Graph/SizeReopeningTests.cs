using BioZooCte.Models;
using BioZooCte.Onnx.Tests.Support;
using BioZooCte.Packages;
using BioZooCte.Tensors;

namespace BioZooCte.Onnx.Tests.Graph;

[TestClass]
public sealed class SizeReopeningTests
{
    [TestMethod]
    public void Open_FixedGraphReopened_GivesWhatTheFreeOneGives()
    {
        AxisTensor input = TestTensors.Noise("bcyx", 1, 1, 24, 40);
        using TemporaryFolder freeFolder = new();
        using TemporaryFolder fixedFolder = new();
        using ModelPackage freePackage = Network("y", "x").Save(freeFolder, "bcyx");
        using ModelPackage fixedPackage = Network(16, 16).Save(fixedFolder, "bcyx");
        using IModelRunner free = new OnnxBackend().Open(freePackage, new RunnerOptions());
        using IModelRunner reopened = new OnnxBackend().Open(fixedPackage, new RunnerOptions { ReopenSize = true });

        NetworkDescription examined = new OnnxBackend().Examine(fixedPackage);
        Assert.IsTrue(examined.CanReopenSize);
        Assert.IsNull(examined.ReasonAgainstReopening);
        CollectionAssert.AreEqual(new int?[] { 1, 1, 16, 16 }, examined.Inputs[0].Sizes.ToArray());
        CollectionAssert.AreEqual(new int?[] { 1, 1, null, null }, reopened.Network.Inputs[0].Sizes.ToArray());
        CollectionAssert.AreEqual(new int?[] { 1, 2, null, null }, reopened.Network.Outputs[0].Sizes.ToArray());
        Assert.AreEqual(0, TestTensors.MaxDifference(Run(free, input), Run(reopened, input)));
    }

    [TestMethod]
    public void Run_FixedGraphAsItLies_RefusesAnotherSize()
    {
        using TemporaryFolder folder = new();
        using ModelPackage package = Network(16, 16).Save(folder, "bcyx");
        using IModelRunner runner = new OnnxBackend().Open(package, new RunnerOptions());

        ModelRunException e = Assert.ThrowsExactly<ModelRunException>(
            () => Run(runner, TestTensors.Noise("bcyx", 1, 1, 24, 40)));

        Assert.AreEqual(
            $"{package.Id}: input 0 ('raw') is float32, batch 1, channel 1, y 24, x 40; "
                + "expected float32, 1 × 1 × 16 × 16",
            e.Message);
    }

    [TestMethod]
    [DataRow("sizes", "Resize 'Resize6' resizes to the constant size 16")]
    [DataRow("reshape", "Reshape 'Reshape3' has the constant size 16")]
    [DataRow("slice", "Slice 'Slice7' cuts at the constants 0 to 12")]
    [DataRow("positions", "Add 'Add3' takes a constant of 16 positions")]
    [DataRow("pool", "AveragePool 'AveragePool2' pools all of 16 positions")]
    [DataRow("dense", "MatMul 'MatMul5' has weights for every position")]
    [DataRow("unknown", "GridSample 'GridSample3' is not known to allow it")]
    public void Examine_OperatorThatDependsOnTheSize_SaysWhich(string kind, string reason)
    {
        GraphBuilder graph = new();
        string conv = graph.Conv(graph.Input("raw", 1, 1, 16, 16), 1, 1, 3);
        string result = kind switch
        {
            "sizes" => graph.Node(
                "Resize", [graph.Pool(graph.Conv(conv, 1, 1, 3), 2), "", "", graph.Numbers(1, 1, 16, 16)]),
            "reshape" => graph.Node("Reshape", [conv, graph.Numbers(1, 16, 16, 1)]),
            "slice" => graph.Node(
                "Slice",
                [graph.Conv(conv, 1, 1, 3), graph.Numbers(0), graph.Numbers(12), graph.Numbers(2)]),
            "positions" => graph.Node("Add", [conv, graph.Weights(1, 1, 16, 16)]),
            "pool" => graph.Node("AveragePool", [conv], ("kernel_shape", new long[] { 16, 16 })),
            "dense" => graph.Node(
                "MatMul", [graph.Node("Reshape", [conv, graph.Numbers(1, -1)]), graph.Weights(256, 4)]),
            _ => graph.Node("GridSample", [conv, graph.Weights(1, 16, 16, 2)]),
        };
        using TemporaryFolder folder = new();
        using ModelPackage package = graph.Output(result).Save(folder, "bcyx");

        NetworkDescription network = new OnnxBackend().Examine(package);

        Assert.IsFalse(network.CanReopenSize);
        Assert.AreEqual(reason, network.ReasonAgainstReopening);
    }

    [TestMethod]
    public void Examine_SizesAskedOfTheGraphItself_DoNotStandAgainst()
    {
        GraphBuilder graph = new();
        string conv = graph.Conv(graph.Input("raw", 1, 1, 16, 16), 1, 1, 3);
        string up = graph.Node("Resize", [graph.Pool(conv, 2), "", "", graph.Node("Shape", [conv])]);
        using TemporaryFolder folder = new();
        using ModelPackage package = graph.Output(graph.Node("Add", [conv, up])).Save(folder, "bcyx");

        Assert.IsTrue(new OnnxBackend().Examine(package).CanReopenSize);
    }

    private static GraphBuilder Network(object height, object width)
    {
        GraphBuilder graph = new();
        string skip = graph.Conv(graph.Input("raw", 1, 1, height, width), 1, 4, 3);
        string up = graph.Up(graph.Conv(graph.Pool(skip, 2), 4, 4, 3), 2);
        string joined = graph.Node("Concat", [skip, up], ("axis", 1));
        return graph.Output(graph.Conv(joined, 8, 2, 3), 1, 2, height, width);
    }

    private static AxisTensor Run(IModelRunner runner, AxisTensor input) =>
        runner.Run([input], [["batch", "channel", "y", "x"]], CancellationToken.None)[0];
}
