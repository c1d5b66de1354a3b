using BioZooCte.Onnx.Graph.Proto;
using BioZooCte.Onnx.Graph.Tracing;

namespace BioZooCte.Onnx.Graph.Splitting;

/// <summary>Who makes and who uses each tensor of a graph, as far as its outputs need it.</summary>
internal sealed class GraphLinks
{
    private readonly Dictionary<string, int> _makers = [];
    private readonly Dictionary<string, List<int>> _users = [];
    private readonly Dictionary<string, TensorOrigin> _origins = [];

    /// <summary>The links of a graph whose nodes stand in order.</summary>
    public GraphLinks(GraphProto graph, GraphTrace trace)
    {
        Graph = graph;
        foreach (TracedTensor tensor in trace.Tensors)
        {
            _origins[tensor.Name] = tensor.Origin;
        }

        for (int i = 0; i < graph.Node.Count; i++)
        {
            foreach (string output in graph.Node[i].Output.Where(output => output.Length > 0))
            {
                _makers[output] = i;
            }
        }

        IsNeeded = FindNodesFor(graph.Output.Select(output => output.Name));
        for (int i = 0; i < graph.Node.Count; i++)
        {
            foreach (string input in graph.Node[i].Input.Where(input => IsNeeded[i] && input.Length > 0).Distinct())
            {
                if (!_users.TryGetValue(input, out List<int>? users))
                {
                    _users.Add(input, users = []);
                }

                users.Add(i);
            }
        }
    }

    /// <summary>The graph.</summary>
    public GraphProto Graph { get; }

    /// <summary>For each node whether an output depends on it.</summary>
    public bool[] IsNeeded { get; }

    /// <summary>The node that makes a tensor; −1 for an input, or one that stands in the weights.</summary>
    public int MakerOf(string tensor) => _makers.GetValueOrDefault(tensor, -1);

    /// <summary>The needed nodes that use a tensor, in order.</summary>
    public IReadOnlyList<int> UsersOf(string tensor) => _users.GetValueOrDefault(tensor) ?? [];

    /// <summary>What a tensor's values depend on.</summary>
    public TensorOrigin OriginOf(string tensor) => _origins.GetValueOrDefault(tensor, TensorOrigin.Weights);

    /// <summary>For each needed node whether it depends on a tensor, its size alone included.</summary>
    public bool[] FindDescendants(string tensor)
    {
        bool[] depends = new bool[Graph.Node.Count];
        HashSet<string> reached = [tensor];
        for (int i = Math.Max(0, MakerOf(tensor)); i < depends.Length; i++)
        {
            if (IsNeeded[i] && Graph.Node[i].Input.Any(reached.Contains))
            {
                depends[i] = true;
                reached.UnionWith(Graph.Node[i].Output.Where(output => output.Length > 0));
            }
        }

        return depends;
    }

    /// <summary>For each node whether a tensor depends on it.</summary>
    public bool[] FindAncestors(string tensor) => FindNodesFor([tensor]);

    /// <summary>For each node whether one of some tensors depends on it.</summary>
    public bool[] FindNodesFor(IEnumerable<string> tensors)
    {
        bool[] needed = new bool[Graph.Node.Count];
        HashSet<string> wanted = [.. tensors];
        for (int i = needed.Length - 1; i >= 0; i--)
        {
            if (Graph.Node[i].Output.Any(wanted.Contains))
            {
                needed[i] = true;
                wanted.UnionWith(Graph.Node[i].Input.Where(input => input.Length > 0));
            }
        }

        return needed;
    }

    /// <summary>Whether a node looks at the size of its input alone.</summary>
    public static bool GivesSizes(NodeProto node) => node.OpType is "Shape" or "Size";

    /// <summary>The first node that holds a graph of its own; null for none.</summary>
    public static NodeProto? FindControlFlow(GraphProto graph) =>
        graph.Node.FirstOrDefault(node => node.Attribute.Any(a => a.G is not null || a.Graphs.Count > 0));
}
