using System.Security.Cryptography;

using BioZooCte.Models;
using BioZooCte.Onnx.Graph.Proto;
using BioZooCte.Onnx.Tests.Support;
using BioZooCte.Packages;
using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

using Google.Protobuf;

namespace BioZooCte.Onnx.Tests;

[TestClass]
public sealed class OnnxBackendTests
{
    [TestMethod]
    public void Name_NativeLibraryThere_HoldsItsVersion() =>
        Assert.MatchesRegex(@"^ONNX Runtime \d+\.\d+\.\d+$", new OnnxBackend().Name);

    [TestMethod]
    public void ReasonsAgainst_OtherWeights_NamesThem()
    {
        using ModelPackage package = TestPackage.Create(
            "somewhere", [], [], Weights("pytorch_state_dict", null), Weights("torchscript", null));

        string reason = new OnnxBackend().ReasonsAgainst(package).Single();

        Assert.AreEqual("it has no ONNX weights, only pytorch_state_dict, torchscript", reason);
        UnsupportedModelException e =
            Assert.ThrowsExactly<UnsupportedModelException>(() => new OnnxBackend().Examine(package));
        Assert.AreEqual($"somewhere cannot be run: {reason}.", e.Message);
    }

    [TestMethod]
    public void ReasonsAgainst_NewerOperators_SaysWhichAreTaken()
    {
        using ModelPackage package = TestPackage.Create("somewhere", [], [], Weights("onnx", 99));

        Assert.MatchesRegex(
            @"^its ONNX weights are of operator set 99; ONNX Runtime [\d.]+ takes up to 26$",
            new OnnxBackend().ReasonsAgainst(package).Single());
    }

    [TestMethod]
    public void ReasonsAgainst_OnnxWeights_AreNone()
    {
        using ModelPackage package = TestPackage.Create("somewhere", [], [], Weights("onnx", 17));

        Assert.IsEmpty(new OnnxBackend().ReasonsAgainst(package));
    }

    [TestMethod]
    public void Examine_Sha256_IsThatOfTheFile()
    {
        using TemporaryFolder folder = new();
        using ModelPackage package = Doubling(1).Save(folder, "bcyx");
        byte[] bytes = File.ReadAllBytes(Path.Combine(folder, "weights.onnx"));

        Assert.AreEqual(Convert.ToHexStringLower(SHA256.HashData(bytes)), new OnnxBackend().Examine(package).Sha256);
    }

    [TestMethod]
    public void Examine_InputOfWords_IsUnsupported()
    {
        GraphBuilder graph = Doubling(1);
        graph.Graph.Input[0].Type.TensorType.ElemType = (int)TensorProto.Types.DataType.String;
        using TemporaryFolder folder = new();
        using ModelPackage package = graph.Save(folder, "bcyx");

        UnsupportedModelException e =
            Assert.ThrowsExactly<UnsupportedModelException>(() => new OnnxBackend().Examine(package));

        Assert.AreEqual(
            $"{package.Id} cannot be run: its network's input 0 ('raw') is of the ONNX data type 8, "
                + "not a tensor of numbers.",
            e.Message);
    }

    [TestMethod]
    public void Open_GraphThatTheRuntimeRefuses_SaysWhy()
    {
        GraphBuilder graph = new();
        string conv = graph.Node("Conv", [graph.Input("raw", 1, 1, "y", "x"), graph.Weights(2, 3, 3)]);
        using TemporaryFolder folder = new();
        using ModelPackage package = graph.Output(conv, 1, 2, "y", "x").Save(folder, "bcyx");

        InvalidModelPackageException e = Assert.ThrowsExactly<InvalidModelPackageException>(
            () => new OnnxBackend().Open(package, new RunnerOptions()));

        Assert.StartsWith($"{package.Id}/weights.onnx: ONNX Runtime refuses it (", e.Message);
        Assert.EndsWith("); expected a model that it loads.", e.Message);
    }

    [TestMethod]
    public void Run_OptionalInputLeftOut_TakesTheDefault()
    {
        GraphBuilder graph = new();
        string input = graph.Input("raw", 1, 1, "y", "x");
        string factor = graph.Fractions(3);
        graph.Input(factor, 1);
        using TemporaryFolder folder = new();
        using ModelPackage package =
            graph.Output(graph.Node("Mul", [input, factor]), 1, 1, "y", "x").Save(folder, "bcyx", "c");
        using IModelRunner runner = new OnnxBackend().Open(package, new RunnerOptions());
        AxisTensor image = AxisTensor.FromArray<float>(TensorShape.Of("bcyx", 1, 1, 1, 2), 1, 2);
        AxisTensor output = new(image.Shape, ElementType.Float32);

        Assert.IsTrue(runner.Network.Inputs[1].IsOptional);
        runner.Run([image, null], [output], CancellationToken.None);
        CollectionAssert.AreEqual(new float[] { 3, 6 }, output.AsSpan<float>().ToArray());
        runner.Run(
            [image, AxisTensor.FromArray<float>(TensorShape.Of("c", 1), 10)], [output], CancellationToken.None);
        CollectionAssert.AreEqual(new float[] { 10, 20 }, output.AsSpan<float>().ToArray());
    }

    [TestMethod]
    [DataRow(TensorProto.Types.DataType.Float, ElementType.Float32)]
    [DataRow(TensorProto.Types.DataType.Double, ElementType.Float64)]
    [DataRow(TensorProto.Types.DataType.Float16, ElementType.Float16)]
    [DataRow(TensorProto.Types.DataType.Uint8, ElementType.UInt8)]
    [DataRow(TensorProto.Types.DataType.Int8, ElementType.Int8)]
    [DataRow(TensorProto.Types.DataType.Uint16, ElementType.UInt16)]
    [DataRow(TensorProto.Types.DataType.Int16, ElementType.Int16)]
    [DataRow(TensorProto.Types.DataType.Uint32, ElementType.UInt32)]
    [DataRow(TensorProto.Types.DataType.Int32, ElementType.Int32)]
    [DataRow(TensorProto.Types.DataType.Uint64, ElementType.UInt64)]
    [DataRow(TensorProto.Types.DataType.Int64, ElementType.Int64)]
    [DataRow(TensorProto.Types.DataType.Bool, ElementType.Bool)]
    public void Run_EveryElementType_GoesThroughUnchanged(object onnx, ElementType type)
    {
        GraphBuilder graph = new();
        string turned = graph.Node(
            "Transpose", [graph.Input("raw", 1, 1, "y", "x")], ("perm", new long[] { 0, 1, 3, 2 }));
        graph.Output(turned, 1, 1, "x", "y");
        graph.Graph.Input[0].Type.TensorType.ElemType = (int)onnx;
        graph.Graph.Output[0].Type.TensorType.ElemType = (int)onnx;
        using TemporaryFolder folder = new();
        using ModelPackage package = graph.Save(folder, "bcyx");
        using IModelRunner runner = new OnnxBackend().Open(package, new RunnerOptions());
        AxisTensor input = new(TensorShape.Of("bcyx", 1, 1, 1, 3), type);
        input.Bytes[0] = 1;
        input.Bytes[^1] = 1;
        AxisTensor output = new(TensorShape.Of("bcyx", 1, 1, 3, 1), type);

        runner.Run([input], [output], CancellationToken.None);

        CollectionAssert.AreEqual(input.Bytes.ToArray(), output.Bytes.ToArray());
    }

    [TestMethod]
    public void Run_TensorsThatDoNotFit_SaysWhatWasExpected()
    {
        using TemporaryFolder folder = new();
        using ModelPackage package = Doubling(1).Save(folder, "bcyx");
        using IModelRunner runner = new OnnxBackend().Open(package, new RunnerOptions());
        AxisTensor image = TestTensors.Noise("bcyx", 1, 1, 4, 4);
        AxisTensor output = new(image.Shape, ElementType.Float32);

        Refuses("1 outputs were given; expected 2, one for each", [image], [output]);
        Refuses("0 inputs were given; expected 1, one for each", [], [output, null]);
        Refuses("input 0 ('raw') is missing; expected float32, 1 × 1 × any × any", [null], [output, null]);
        Refuses(
            "input 0 ('raw') is uint8, batch 1, channel 1, y 4, x 4; expected float32, 1 × 1 × any × any",
            [new AxisTensor(image.Shape, ElementType.UInt8)],
            [output, null]);
        Refuses(
            "input 0 ('raw') is float32, channel 1, y 4, x 4; expected float32, 1 × 1 × any × any",
            [TestTensors.Noise("cyx", 1, 4, 4)],
            [output, null]);
        Refuses(
            "output 0 ('t0') is float32, batch 1, channel 3, y 4, x 4; expected float32, 1 × 1 × any × any",
            [image],
            [TestTensors.Noise("bcyx", 1, 3, 4, 4), null]);
        StringAssert.StartsWith(
            Refused([image], [TestTensors.Noise("bcyx", 1, 1, 4, 5), null]).Message,
            $"{package.Id}: the pass failed in ONNX Runtime: ");
        ModelRunException axes = Assert.ThrowsExactly<ModelRunException>(
            () => runner.Run([image], [["y", "x"], ["y", "x"]], CancellationToken.None));
        Assert.AreEqual(
            $"{package.Id}: output 0 ('t0') has 4 dimensions (1 × 1 × 4 × 4); expected the axes y, x", axes.Message);
        runner.Run([image], [null, output], CancellationToken.None);
        Assert.AreEqual(4 * image.AsSpan<float>()[3], output.AsSpan<float>()[3], 1e-6f, "works on after all of that");

        ModelRunException Refused(AxisTensor?[] inputs, AxisTensor?[] outputs) =>
            Assert.ThrowsExactly<ModelRunException>(() => runner.Run(inputs, outputs, CancellationToken.None));

        void Refuses(string message, AxisTensor?[] inputs, AxisTensor?[] outputs) =>
            Assert.AreEqual($"{package.Id}: {message}", Refused(inputs, outputs).Message);
    }

    [TestMethod]
    public void Run_TensorFarBeyondTheInput_IsRefused()
    {
        // What one changed byte makes of a padding of 1.
        GraphBuilder graph = new();
        string padded = graph.Node(
            "Pad", [graph.Input("raw", 1, 1, "y", "x"), graph.Numbers(0, 0, 0, 0, 0, 0, 1 << 16, 1 << 16)]);
        using TemporaryFolder folder = new();
        using ModelPackage package = graph.Output(graph.Node("Relu", [padded])).Save(folder, "bcyx");
        graph.Graph.Output[0].Type.TensorType.Shape = null;
        File.WriteAllBytes(Path.Combine(folder, "weights.onnx"), graph.Model.ToByteArray());
        using IModelRunner runner = new OnnxBackend().Open(package, new RunnerOptions());

        ModelRunException e = Assert.ThrowsExactly<ModelRunException>(
            () => runner.Run(
                [TestTensors.Noise("bcyx", 1, 1, 8, 8)], [["batch", "channel", "y", "x"]], CancellationToken.None));

        Assert.AreEqual(
            $"{package.Id}: the pass asks for a tensor of 1 × 1 × 65544 × 65544 ('t1'), 16388 MiB; "
                + "expected at most 128 MiB for inputs of this size",
            e.Message);
    }

    [TestMethod]
    public void Run_Disposed_Throws()
    {
        using TemporaryFolder folder = new();
        using ModelPackage package = Doubling(1).Save(folder, "bcyx");
        IModelRunner runner = new OnnxBackend().Open(package, new RunnerOptions());
        runner.Dispose();
        runner.Dispose();

        Assert.ThrowsExactly<ObjectDisposedException>(
            () => runner.Run(
                [TestTensors.Noise("bcyx", 1, 1, 4, 4)], new AxisTensor?[] { null, null }, CancellationToken.None));
    }

    [TestMethod]
    public void Open_TwoThreads_GivesTheSame()
    {
        GraphBuilder graph = new();
        string conv = graph.Conv(graph.Conv(graph.Input("raw", 1, 1, "y", "x"), 1, 8, 3), 8, 2, 3);
        using TemporaryFolder folder = new();
        using ModelPackage package = graph.Output(conv, 1, 2, "y", "x").Save(folder, "bcyx");
        using IModelRunner one = new OnnxBackend().Open(package, new RunnerOptions());
        using IModelRunner two = new OnnxBackend().Open(package, new RunnerOptions { ThreadsPerPass = 2 });
        AxisTensor input = TestTensors.Noise("bcyx", 1, 1, 64, 48);
        IReadOnlyList<string>[] axes = [["batch", "channel", "y", "x"]];

        AxisTensor first = one.Run([input], axes, CancellationToken.None)[0];
        AxisTensor second = two.Run([input], axes, CancellationToken.None)[0];

        CollectionAssert.AreEqual(first.Bytes.ToArray(), second.Bytes.ToArray());
    }

    /// <summary>Twice and four times the input.</summary>
    private static GraphBuilder Doubling(int channels)
    {
        GraphBuilder graph = new();
        string twice = graph.Node("Add", [graph.Input("raw", 1, channels, "y", "x"), "raw"]);
        string fourTimes = graph.Node("Add", [twice, twice]);
        return graph.Output(twice, 1, channels, "y", "x").Output(fourTimes, 1, channels, "y", "x");
    }

    private static WeightsDescription Weights(string format, int? version) =>
        new() { Format = format, Source = new FileDescription("weights", null), OpsetVersion = version };
}
