using BioZooCte.Onnx.Tests.Support;
using BioZooCte.Packages;

namespace BioZooCte.Onnx.Tests;

/// <summary>
/// Files that end the process where they reach the runtime (it divides by zero, or reads beyond a list), each found
/// by changing bytes. They run in a child; the check keeps them from the runtime.
/// </summary>
[TestClass]
public sealed class KillerTests
{
    [TestMethod]
    public void Run_NoGroups_IsRefused()
    {
        GraphBuilder graph = new();
        string up = graph.Node(
            "ConvTranspose",
            [graph.Input("raw", 1, 1, "y", "x"), graph.Weights(1, 2, 2, 2)],
            ("strides", new long[] { 2, 2 }),
            ("group", 0));

        Refuses(
            graph.Output(up, 1, 2, "v", "u"),
            package => $"InvalidModelPackageException: {package.Id}/weights.onnx: "
                + "graph.node[0] (ConvTranspose, 'ConvTranspose1').group is 0; expected a number from 1 to 65536.");
    }

    [TestMethod]
    public void Run_WindowLargerThanWhatItSlidesOver_IsRefused()
    {
        GraphBuilder graph = new();
        string pool = graph.Node(
            "MaxPool",
            [graph.Input("raw", 1, 1, "y", "x")],
            ("kernel_shape", new long[] { 18, 2 }),
            ("strides", new long[] { 2, 2 }));

        Refuses(
            graph.Output(graph.Conv(pool, 1, 1, 3), 1, 1, "v", "u"),
            package => $"ModelRunException: {package.Id}: MaxPool 'MaxPool0' has a window of 18 over 16 positions; "
                + "expected a larger input");
    }

    [TestMethod]
    public void Run_ScalesFromTheImage_IsRefused()
    {
        GraphBuilder graph = new();
        string conv = graph.Conv(graph.Input("raw", 1, 1, "y", "x"), 1, 4, 3);
        string up = graph.Node("Resize", [conv, "", conv], ("mode", "nearest"));

        Refuses(
            graph.Output(up, 1, 4, "v", "u"),
            package => $"ModelRunException: {package.Id}: Resize 'Resize2' takes its scales from 't1'; "
                + "expected a list that the image does not change");
    }

    private static void Refuses(GraphBuilder graph, Func<ModelPackage, string> message)
    {
        using TemporaryFolder folder = new();
        using ModelPackage package = graph.Save(folder, "bcyx");

        Assert.AreEqual(message(package), Child.Run(Path.Combine(folder, "weights.onnx"), "bcyx"));
    }
}
