namespace BioZooCte.Onnx.Tests.Support;

/// <summary>Small networks with one skip connection, each with something of its own at the bottleneck.</summary>
internal static class SmallNetworks
{
    /// <summary>conv, Relu, halved, conv, what is asked for, doubled, beside the first, conv.</summary>
    /// <param name="middle">From the tensor after the second convolution (8 channels) to the bottleneck.</param>
    /// <param name="upper">From the first Relu (4 channels) to what is put beside the doubled features.</param>
    public static GraphBuilder UNet(Func<GraphBuilder, string, string> middle, Func<GraphBuilder, string, string>? upper = null)
    {
        GraphBuilder graph = new();
        string skip = graph.Node("Relu", [graph.Conv(graph.Input("raw", "n", 1, "y", "x"), 1, 4, 3)]);
        string features = middle(graph, graph.Conv(graph.Pool(skip, 2), 4, 8, 3));
        string beside = upper is null ? skip : upper(graph, skip);
        string both = graph.Node("Concat", [beside, graph.Up(features, 2)], ("axis", 1));
        return graph.Output(graph.Conv(both, 12, 2, 3), "n", 2, "y", "x");
    }

    public static string Relu(GraphBuilder graph, string tensor) => graph.Node("Relu", [tensor]);

    /// <summary>x · σ(x).</summary>
    public static string SiLU(GraphBuilder graph, string tensor) =>
        graph.Node("Mul", [tensor, graph.Node("Sigmoid", [tensor])]);

    /// <summary>Group normalisation with the batch size 1 written into its reshaping.</summary>
    public static string NormalizedForOne(GraphBuilder graph, string tensor)
    {
        string flat = graph.Node("Reshape", [tensor, graph.Numbers(1, 2, -1)]);
        string normal = graph.Node(
            "InstanceNormalization", [flat, graph.Fractions(1, 1), graph.Fractions(0, 0)]);
        return graph.Node("Reshape", [normal, graph.Node("Shape", [tensor])]);
    }
}
