using BioZooCte.Errors;
using BioZooCte.Models;
using BioZooCte.Onnx.Graph.Proto;
using BioZooCte.Onnx.Tests.Support;
using BioZooCte.Packages;
using BioZooCte.Tensors;

using Google.Protobuf;

namespace BioZooCte.Onnx.Tests;

[TestClass]
public sealed class MutationTests
{
    private const int Seed = 20240607;

    [TestMethod]
    public void Run_ChangedByte_EndsInADocumentedErrorOrInTensors() => Mutate(400, (bytes, random) =>
    {
        bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    });

    [TestMethod]
    public void Run_ChangedBit_EndsInADocumentedErrorOrInTensors() => Mutate(400, (bytes, random) =>
    {
        bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        return bytes;
    });

    [TestMethod]
    public void Run_Truncated_EndsInADocumentedErrorOrInTensors() =>
        Mutate(200, (bytes, random) => bytes[..random.Next(bytes.Length)]);

    private static void Mutate(int count, Func<byte[], Random, byte[]> change)
    {
        byte[] sound = Network().ToByteArray();
        Random random = new(Seed);
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder, "weights.onnx");
        int refused = 0;
        for (int i = 0; i < count; i++)
        {
            File.WriteAllBytes(path, change([.. sound], random));
            using ModelPackage package = TestPackage.Around(path, "bcyx");
            try
            {
                Run(package);
            }
            catch (BioZooCteException)
            {
                refused++;
            }
        }

        Assert.IsGreaterThan(count / 10, refused, "of what is changed, some is found");
    }

    private static void Run(ModelPackage package)
    {
        using IModelRunner runner = new OnnxBackend().Open(package, new RunnerOptions());
        IReadOnlyList<string>[] axes =
        [
            .. runner.Network.Outputs.Select(output =>
                (string[])[.. Enumerable.Range(0, output.Sizes.Length).Select(i => $"a{i}")]),
        ];
        IReadOnlyList<AxisTensor> outputs =
            runner.Run([TestTensors.Noise("bcyx", 1, 1, 16, 24)], axes, CancellationToken.None);
        for (int i = 0; i < outputs.Count; i++)
        {
            Assert.AreEqual(runner.Network.Outputs[i].ElementType, outputs[i].ElementType);
            Assert.AreEqual(runner.Network.Outputs[i].Sizes.Length, outputs[i].Shape.Count);
        }
    }

    /// <summary>One of each kind of operator, and few weights, so that a change seldom falls among them.</summary>
    private static ModelProto Network()
    {
        GraphBuilder graph = new();
        string input = graph.Input("raw", 1, 1, "y", "x");
        string padded = graph.Node(
            "Pad", [input, graph.Numbers(0, 0, 1, 1, 0, 0, 1, 1)], ("mode", "reflect"));
        string skip = graph.Conv(padded, 1, 2, 3);
        string low = graph.Conv(graph.Pool(skip, 2), 2, 2, 3, 1, 2);
        string normal = graph.Node("InstanceNormalization", [low, graph.Fractions(1, 1), graph.Fractions(0, 0)]);
        string flat = graph.Node("Reshape", [normal, graph.Numbers(0, 2, -1)]);
        string back = graph.Node("Reshape", [flat, graph.Node("Shape", [normal])]);
        string up = graph.Up(back, 2);
        string transposed = graph.Node(
            "ConvTranspose", [low, graph.Weights(2, 1, 2, 2)], ("strides", new long[] { 2, 2 }));
        string joined = graph.Node("Concat", [skip, up, transposed], ("axis", 1));
        string turned = graph.Node("Transpose", [joined], ("perm", new long[] { 0, 2, 3, 1 }));
        string cut = graph.Node(
            "Slice", [turned, graph.Numbers(1, 1), graph.Numbers(-1, -1), graph.Numbers(1, 2)]);
        string mean = graph.Node("ReduceMean", [cut], ("axes", new long[] { 3 }), ("keepdims", 1));
        return graph.Output(graph.Node("Sigmoid", [mean]), 1, "y", "x", 1).Model;
    }
}
