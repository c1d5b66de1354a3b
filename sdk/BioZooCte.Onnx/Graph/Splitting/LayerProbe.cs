using BioZooCte.Models;
using BioZooCte.Onnx.Graph.Proto;
using BioZooCte.Onnx.Graph.Tracing;
using BioZooCte.Onnx.Sessions;
using BioZooCte.Packages;
using BioZooCte.Tensors;

namespace BioZooCte.Onnx.Graph.Splitting;

/// <summary>
/// A network run once on a small input, with the sizes of its intermediate tensors as outputs: the tensors themselves
/// need not be kept.
/// </summary>
internal sealed class LayerProbe
{
    private static readonly int[] Scales = [1, 2, 4];

    private readonly Dictionary<string, TracedTensor> _traced = [];

    private LayerProbe(
        GraphLinks links, GraphTrace trace, IReadOnlyList<AxisTensor?> inputs, Dictionary<string, long[]> sizes)
    {
        Links = links;
        Inputs = inputs;
        Sizes = sizes;
        foreach (TracedTensor tensor in trace.Tensors)
        {
            _traced[tensor.Name] = tensor;
        }
    }

    /// <summary>The graph's links.</summary>
    public GraphLinks Links { get; }

    /// <summary>What it was run on.</summary>
    public IReadOnlyList<AxisTensor?> Inputs { get; }

    /// <summary>The sizes of the tensors that depend on the inputs' values, by name, as measured.</summary>
    public IReadOnlyDictionary<string, long[]> Sizes { get; }

    /// <summary>What the whole network gave; axes by number.</summary>
    public required IReadOnlyList<AxisTensor> Outputs { get; init; }

    /// <summary>Runs a network.</summary>
    /// <exception cref="UnsupportedModelException">The runtime lacks something that it needs.</exception>
    /// <exception cref="InvalidModelPackageException">The runtime refuses it.</exception>
    /// <exception cref="ModelRunException">It runs on none of the inputs that were tried.</exception>
    public static LayerProbe Run(
        ModelPackage package, OnnxFile file, NetworkDescription network, uint space, PartOpener opener)
    {
        ModelProto model = file.Model;
        ProbeTile tile = new(network, package.Description, space);
        for (int i = 0; ; i++)
        {
            IReadOnlyList<AxisTensor?> inputs = tile.Create(Scales[i]);
            try
            {
                return Run(model, network, inputs, space, opener);
            }
            catch (ModelRunException) when (i + 1 < Scales.Length)
            {
                // Convolutions without padding eat up a small input; a larger one may do.
            }
        }
    }

    private static LayerProbe Run(
        ModelProto model,
        NetworkDescription network,
        IReadOnlyList<AxisTensor?> inputs,
        uint space,
        PartOpener opener)
    {
        Dictionary<string, long[]> sizes = [];
        List<KeyValuePair<string, long[]>> inputSizes = [];
        for (int i = 0; i < inputs.Count; i++)
        {
            if (inputs[i] is AxisTensor tensor)
            {
                sizes[network.Inputs[i].Name] = [.. tensor.Shape.Select(axis => (long)axis.Size)];
                inputSizes.Add(new(network.Inputs[i].Name, sizes[network.Inputs[i].Name]));
            }
        }

        GraphTrace trace = GraphTrace.Follow(model, inputSizes, space);
        GraphLinks links = new(model.Graph, trace);
        string[] measured = [.. Measurable(links)];
        ModelProto probe = PartBuilder.Build(
            model,
            [.. model.Graph.Node.Where((_, i) => links.IsNeeded[i]), .. measured.Select(SizesOf)],
            model.Graph.Input.Where(input => network.Inputs.Any(known => known.Name == input.Name)),
            [.. measured.Select(SizesName), .. model.Graph.Output.Select(output => output.Name)]);
        int[] ranks = [.. measured.Select(_ => 1), .. network.Outputs.Select((o, i) => RankOf(o, trace.Outputs[i]))];
        using OnnxRunner runner = opener.Open(probe, network.Inputs, ranks);
        IReadOnlyList<AxisTensor> results =
            runner.Run(inputs, [.. ranks.Select(NumberedAxes.Of)], CancellationToken.None);
        for (int i = 0; i < measured.Length; i++)
        {
            sizes[measured[i]] = results[i].AsSpan<long>().ToArray();
        }

        return new LayerProbe(links, trace, inputs, sizes) { Outputs = [.. results.Skip(measured.Length)] };
    }

    /// <summary>What following the graph, at the sizes that it was run with, says of a tensor; null for nothing.</summary>
    public TracedTensor? TraceOf(string tensor) => _traced.GetValueOrDefault(tensor);

    /// <summary>The type of a tensor's elements; null where following the graph does not tell.</summary>
    public ElementType? DataTypeOf(string tensor) => ElementTypeMap.FromOnnx(TraceOf(tensor)?.DataType ?? 0);

    private static IEnumerable<string> Measurable(GraphLinks links) => links.Graph.Node
        .Where((node, i) => links.IsNeeded[i] && !IsOfList(node))
        .SelectMany(node => node.Output)
        .Where(output => output.Length > 0 && links.OriginOf(output) == TensorOrigin.Image);

    private static bool IsOfList(NodeProto node) =>
        node.OpType.Contains("Sequence", StringComparison.Ordinal)
        || node.OpType.Contains("Optional", StringComparison.Ordinal);

    private static int RankOf(NetworkTensor output, TracedTensor traced) =>
        output.Sizes.IsEmpty && traced.IsKnown ? traced.Rank : output.Sizes.Length;

    private static string SizesName(string tensor) => $"sizes of {tensor}";

    private static NodeProto SizesOf(string tensor)
    {
        NodeProto node = new() { OpType = "Shape", Name = SizesName(tensor) };
        node.Input.Add(tensor);
        node.Output.Add(SizesName(tensor));
        return node;
    }
}
