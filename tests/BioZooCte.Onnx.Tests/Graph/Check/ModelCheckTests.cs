using BioZooCte.Onnx.Graph.Proto;
using BioZooCte.Onnx.Tests.Support;
using BioZooCte.Packages;

using Google.Protobuf;

namespace BioZooCte.Onnx.Tests.Graph.Check;

[TestClass]
public sealed class ModelCheckTests
{
    [TestMethod]
    public void Examine_TensorShorterThanItsSizes_NamesIt() => Refuses(
        graph => graph.Graph.Initializer[0].RawData = ByteString.CopyFrom(new byte[10]),
        "graph.initializer[0] ('w0') is 10 bytes for the sizes 2 × 1 × 3 × 3 of Float; expected 72.");

    [TestMethod]
    public void Examine_NegativeSize_NamesTheTensor() => Refuses(
        graph => graph.Graph.Initializer[0].Dims[1] = -1,
        "graph.initializer[0] ('w0') is of the sizes 2 × -1 × 3 × 3; expected sizes of 0 or more that memory holds.");

    [TestMethod]
    public void Examine_SizesThatOverflow_NamesTheTensor() => Refuses(
        graph =>
        {
            graph.Graph.Initializer[0].Dims[0] = 1L << 33;
            graph.Graph.Initializer[0].Dims[1] = 1L << 33;
        },
        "graph.initializer[0] ('w0') is of the sizes 8589934592 × 8589934592 × 3 × 3; "
            + "expected sizes of 0 or more that memory holds.");

    [TestMethod]
    public void Examine_DataTypeThatIsNone_NamesTheTensor() => Refuses(
        graph => graph.Graph.Initializer[0].DataType = 77,
        "graph.initializer[0] ('w0') is of the data type 77; expected one that ONNX names (1 to 26).");

    [TestMethod]
    public void Examine_TensorUsedBeforeItIsMade_NamesTheNode() => Refuses(
        graph =>
        {
            NodeProto last = graph.Graph.Node[1];
            graph.Graph.Node.RemoveAt(1);
            graph.Graph.Node.Insert(0, last);
        },
        "graph.node[0] (Relu, 'Relu2') is a use of 't1', which nothing before it makes; expected nodes in order.");

    [TestMethod]
    public void Examine_TensorMadeTwice_NamesTheNode() => Refuses(
        graph => graph.Graph.Node[1].Output[0] = "t1",
        "graph.node[1] (Relu, 'Relu2') is a second maker of 't1'; expected tensors that nothing else makes.");

    [TestMethod]
    public void Examine_UnknownOperator_NamesTheNode() => Refuses(
        graph => graph.Graph.Node[1].OpType = "Rely",
        "graph.node[1] (Rely, 'Relu2') is the operator 'Rely'; expected an operator of ONNX.");

    [TestMethod]
    public void Examine_UnknownDomain_NamesTheNode() => Refuses(
        graph => graph.Graph.Node[1].Domain = "my.ops",
        "graph.node[1] (Relu, 'Relu2') is an operator of the domain 'my.ops'; "
            + "expected one of '', 'ai.onnx', 'ai.onnx.ml', 'com.microsoft', 'com.microsoft.nchwc'.");

    [TestMethod]
    public void Examine_NewerOperators_NamesTheVersion() => Refuses(
        graph => graph.Model.OpsetImport[0].Version = 99,
        "opset_import[0] is version 99 of ''; expected a version from 1 to 26.");

    [TestMethod]
    public void Examine_NewerFormat_NamesTheVersion() => Refuses(
        graph => graph.Model.IrVersion = 99, "ir_version is 99; expected a version from 1 to 13.");

    [TestMethod]
    public void Examine_NoGraph_SaysSo() => Refuses(
        graph => graph.Model.Graph = null, "graph is missing; expected a graph.");

    [TestMethod]
    public void Examine_OutputThatNothingMakes_NamesIt() => Refuses(
        graph => graph.Graph.Output[0].Name = "nothing",
        "graph.output is a use of 'nothing', which nothing before it makes; expected nodes in order.");

    [TestMethod]
    public void Examine_GraphsTooDeep_NamesTheNode() => Refuses(
        graph =>
        {
            GraphProto inner = new();
            for (int i = 0; i < 9; i++)
            {
                GraphBuilder outer = new();
                outer.Node("If", [], ("then_branch", inner));
                outer.Graph.Node[0].Output.Clear();
                inner = outer.Graph;
            }

            graph.Node("If", [], ("then_branch", inner));
        },
        string.Concat(
            "graph.node[2] (If, 'If3').then_branch",
            string.Concat(Enumerable.Repeat(".node[0] (If, 'If0').then_branch", 8)),
            " is 9 graphs deep; expected 8 at most."));

    [TestMethod]
    [DataRow("../weights.data", "a path inside the package, beside the graph")]
    [DataRow("/etc/hostname", "a path inside the package, beside the graph")]
    [DataRow(@"..\weights.data", "a path inside the package, beside the graph")]
    [DataRow("C:/weights.data", "a path inside the package, beside the graph")]
    public void Examine_ExternalDataOutsideThePackage_IsRefused(string location, string expected) => Refuses(
        graph => StoreOutside(graph, location),
        $"graph.initializer[0] ('w0') is stored in '{location}'; expected {expected}.");

    [TestMethod]
    public void Examine_ExternalDataBeyondTheirFile_NamesTheTensor() => Refuses(
        graph => StoreOutside(graph, "weights.data", ("offset", "8")),
        "graph.initializer[0] ('w0') is bytes 8 to 80 of 'weights.data'; expected bytes of that file, which has 72.");

    [TestMethod]
    public void Examine_ExternalDataOfAnotherLength_NamesTheTensor() => Refuses(
        graph => StoreOutside(graph, "weights.data", ("length", "64")),
        "graph.initializer[0] ('w0') is 64 bytes for the sizes 2 × 1 × 3 × 3 of Float; expected 72.");

    [TestMethod]
    public void Examine_ExternalOffsetThatIsNoNumber_NamesTheTensor() => Refuses(
        graph => StoreOutside(graph, "weights.data", ("offset", "-1")),
        "graph.initializer[0] ('w0') is stored with the offset '-1'; expected a number of bytes.");

    [TestMethod]
    public void Examine_NoProtobuf_SaysSo()
    {
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder, "weights.onnx");
        File.WriteAllText(path, "not a model");
        using ModelPackage package = TestPackage.Around(path, "bcyx");

        InvalidModelPackageException e =
            Assert.ThrowsExactly<InvalidModelPackageException>(() => new OnnxBackend().Examine(package));

        Assert.StartsWith($"{package.Id}/weights.onnx: no ONNX model (", e.Message);
        Assert.EndsWith("); expected a whole protobuf message.", e.Message);
    }

    private static void StoreOutside(GraphBuilder graph, string location, params ReadOnlySpan<(string, string)> more)
    {
        TensorProto tensor = graph.Graph.Initializer[0];
        tensor.ClearRawData();
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = location });
        foreach ((string key, string value) in more)
        {
            tensor.ExternalData.Add(new StringStringEntryProto { Key = key, Value = value });
        }
    }

    private static void Refuses(Action<GraphBuilder> damage, string message)
    {
        GraphBuilder graph = new();
        string conv = graph.Conv(graph.Input("raw", 1, 1, "y", "x"), 1, 2, 3);
        graph.Output(graph.Node("Relu", [conv]), 1, 2, "y", "x");
        damage(graph);
        using TemporaryFolder folder = new();
        File.WriteAllBytes(Path.Combine(folder, "weights.data"), new byte[72]);
        using ModelPackage package = graph.Save(folder, "bcyx");

        InvalidModelPackageException e =
            Assert.ThrowsExactly<InvalidModelPackageException>(() => new OnnxBackend().Examine(package));

        Assert.AreEqual($"{package.Id}/weights.onnx: {message}", e.Message);
    }
}
