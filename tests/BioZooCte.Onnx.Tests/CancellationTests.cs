using System.Diagnostics;

using BioZooCte.Models;
using BioZooCte.Onnx.Tests.Support;
using BioZooCte.Packages;
using BioZooCte.Tensors;

namespace BioZooCte.Onnx.Tests;

[TestClass]
public sealed class CancellationTests
{
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(1);

    [TestMethod]
    public void Run_CanceledInAPassOfManyOperators_EndsItAndRunsAgain()
    {
        GraphBuilder graph = new();
        string tensor = graph.Conv(graph.Input("raw", 1, 1, "y", "x"), 1, 16, 3);
        for (int i = 0; i < 40; i++)
        {
            tensor = graph.Conv(tensor, 16, 16, 5);
        }

        using TemporaryFolder folder = new();
        using ModelPackage package = graph.Output(tensor, 1, 16, "y", "x").Save(folder, "bcyx");
        using IModelRunner runner = new OnnxBackend().Open(package, new RunnerOptions());

        Cancel(runner, TestTensors.Noise("bcyx", 1, 1, 1024, 1024), 16);

        AxisTensor small = TestTensors.Noise("bcyx", 1, 1, 8, 8);
        AxisTensor output = new(TensorShape.Of("bcyx", 1, 16, 8, 8), ElementType.Float32);
        runner.Run([small], [output], CancellationToken.None);
        Assert.IsTrue(output.AsSpan<float>().ContainsAnyExcept(0f));
    }

    [TestMethod]
    public void Run_CanceledInsideOneLongOperator_IsLeftToEnd()
    {
        // One operator over a large image: the runtime looks up only when it is done.
        GraphBuilder graph = new();
        string conv = graph.Conv(graph.Input("raw", 1, 8, "y", "x"), 8, 64, 15);
        using TemporaryFolder folder = new();
        using ModelPackage package = graph.Output(conv, 1, 64, "y", "x").Save(folder, "bcyx");
        using IModelRunner runner = new OnnxBackend().Open(package, new RunnerOptions());

        Cancel(runner, TestTensors.Noise("bcyx", 1, 8, 768, 768), 64);
    }

    [TestMethod]
    public void Run_CanceledBefore_DoesNotBegin()
    {
        GraphBuilder graph = new();
        string relu = graph.Node("Relu", [graph.Input("raw", 1, 1, "y", "x")]);
        using TemporaryFolder folder = new();
        using ModelPackage package = graph.Output(relu, 1, 1, "y", "x").Save(folder, "bcyx");
        using IModelRunner runner = new OnnxBackend().Open(package, new RunnerOptions());
        AxisTensor output = new(TensorShape.Of("bcyx", 1, 1, 4, 4), ElementType.Float32);

        Assert.ThrowsExactly<OperationCanceledException>(
            () => runner.Run([TestTensors.Noise("bcyx", 1, 1, 4, 4)], [output], new CancellationToken(true)));

        Assert.IsFalse(output.AsSpan<float>().ContainsAnyExcept(0f));
    }

    private static void Cancel(IModelRunner runner, AxisTensor input, int channels)
    {
        AxisTensor output = new(
            input.Shape.WithSize("channel", channels), ElementType.Float32);
        using CancellationTokenSource source = new();
        Stopwatch sinceAsked = new();
        using CancellationTokenRegistration registration = source.Token.Register(sinceAsked.Start);
        source.CancelAfter(TimeSpan.FromMilliseconds(200));

        Assert.ThrowsExactly<OperationCanceledException>(() => runner.Run([input], [output], source.Token));

        Assert.IsLessThan(Answer, sinceAsked.Elapsed);
    }
}
