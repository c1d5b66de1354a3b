using BioZooCte.Models;
using BioZooCte.Onnx.Tests.Support;
using BioZooCte.Packages;
using BioZooCte.Tensors;

namespace BioZooCte.Onnx.Tests.Sessions;

[TestClass]
public sealed class SessionArenaTests
{
    [TestMethod]
    public void Open_SeveralAtOnce_EachRunsWhenTheOthersAreGone()
    {
        using TemporaryFolder folder = new();
        using ModelPackage package = Convolution().Save(folder, "bcyx");
        AxisTensor input = TestTensors.Noise("bcyx", 1, 1, 64, 48);
        byte[] expected = OpenAndRun(package, input);

        byte[][] found = new byte[8][];
        Parallel.For(0, found.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
            found[i] = OpenAndRun(package, input));

        foreach (byte[] bytes in found)
        {
            CollectionAssert.AreEqual(expected, bytes);
        }
    }

    private static byte[] OpenAndRun(ModelPackage package, AxisTensor input)
    {
        using IModelRunner runner = new OnnxBackend().Open(package, new RunnerOptions());
        IReadOnlyList<string>[] axes = [["batch", "channel", "y", "x"]];
        return runner.Run([input], axes, CancellationToken.None)[0].Bytes.ToArray();
    }

    private static GraphBuilder Convolution()
    {
        GraphBuilder graph = new();
        string conv = graph.Conv(graph.Conv(graph.Input("raw", 1, 1, "y", "x"), 1, 8, 3), 8, 2, 3);
        return graph.Output(conv, 1, 2, "y", "x");
    }
}
