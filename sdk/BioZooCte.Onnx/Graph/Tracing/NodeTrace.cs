using BioZooCte.Onnx.Graph.Proto;

namespace BioZooCte.Onnx.Graph.Tracing;

/// <summary>One node while it is traced: what a rule sees of it, and where the rule puts its results.</summary>
internal sealed class NodeTrace
{
    private readonly GraphTrace _graph;
    private readonly TracedTensor?[] _outputs;

    /// <summary>A node with its inputs; null for one that is left out.</summary>
    public NodeTrace(GraphTrace graph, NodeProto node, IReadOnlyList<TracedTensor?> inputs)
    {
        _graph = graph;
        Node = node;
        Inputs = inputs;
        _outputs = new TracedTensor?[node.Output.Count];
    }

    /// <summary>The node.</summary>
    public NodeProto Node { get; }

    /// <summary>The inputs; where a rule is asked, all are of known sizes.</summary>
    public IReadOnlyList<TracedTensor?> Inputs { get; }

    /// <summary>The results so far.</summary>
    public IReadOnlyList<TracedTensor?> Outputs => _outputs;

    /// <summary>The version of the standard operators.</summary>
    public int Version => _graph.Version;

    /// <summary>A bit for each dimension of the first input that is space or time.</summary>
    public uint Space => _graph.Space;

    /// <summary>An input that must be there.</summary>
    /// <exception cref="UntraceableException">It is left out.</exception>
    public TracedTensor Input(int index) =>
        Find(index) ?? throw new UntraceableException($"input {index} is left out");

    /// <summary>An input, or null.</summary>
    public TracedTensor? Find(int index) => index < Inputs.Count ? Inputs[index] : null;

    /// <summary>The values of an input that must be there and known.</summary>
    /// <exception cref="UntraceableException">They are not known.</exception>
    public SmallValues Values(int index) =>
        Input(index).Values ?? throw new UntraceableException($"the values of input {index} are not known");

    /// <summary>Puts a result.</summary>
    /// <exception cref="UntraceableException">No tensor has such sizes.</exception>
    public TracedTensor Give(int index, long[] sizes, int dataType)
    {
        // Products of the sizes that graphs are traced with stay exact in a double.
        if (sizes.Any(size => size is < 0 or > 1L << 52))
        {
            throw new UntraceableException($"sizes {string.Join(" × ", sizes)}");
        }

        TracedTensor tensor = new(Node.Output[index], sizes, dataType);
        _outputs[index] = tensor;
        return tensor;
    }

    /// <summary>A whole number that the node states.</summary>
    public long Int(string name, long absent) => Attribute(name) is { HasI: true } a ? a.I : absent;

    /// <summary>Whole numbers that the node states, or null.</summary>
    public long[]? Ints(string name) => Attribute(name) is { Ints.Count: > 0 } a ? [.. a.Ints] : null;

    /// <summary>Fractions that the node states, or null.</summary>
    public float[]? Floats(string name) => Attribute(name) is { Floats.Count: > 0 } a ? [.. a.Floats] : null;

    /// <summary>A word that the node states.</summary>
    public string Text(string name, string absent) => Attribute(name) is { HasS: true } a ? a.S.ToStringUtf8() : absent;

    /// <summary>An attribute, or null.</summary>
    public AttributeProto? Attribute(string name) => Node.Attribute.FirstOrDefault(a => a.Name == name);

    /// <summary>A dimension of a tensor, counted from its end where the number is negative.</summary>
    /// <exception cref="UntraceableException">The tensor has none of that number.</exception>
    public static int Dimension(long axis, int rank)
    {
        long dimension = axis < 0 ? axis + rank : axis;
        return dimension >= 0 && dimension < rank
            ? (int)dimension
            : throw new UntraceableException($"axis {axis} of {rank}");
    }

    /// <summary>Notes that an element of the result depends on all along these dimensions of the input.</summary>
    public void NoteOverSpace(TracedTensor output, uint mixed, string? how = null)
    {
        if ((mixed & Space) != 0)
        {
            output.Unbounded |= mixed & Space;
            _graph.NoteOverSpace(how is null ? Node.OpType : $"{Node.OpType} ({how})");
        }
    }

    /// <summary>Notes that the node cannot work at these sizes, and what it would need.</summary>
    public void NoteMisfit(string why) => _graph.NoteMisfit($"{Place.Of(Node)} {why}");

    /// <summary>Notes what keeps a fixed size from being opened, where it concerns space.</summary>
    public void NoteFixed(uint mixed, string why)
    {
        if ((mixed & Space) != 0)
        {
            _graph.NoteFixed($"{Place.Of(Node)} {why}");
        }
    }
}
