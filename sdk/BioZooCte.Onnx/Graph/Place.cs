using BioZooCte.Onnx.Graph.Proto;

namespace BioZooCte.Onnx.Graph;

/// <summary>How messages name the parts of a graph.</summary>
internal static class Place
{
    /// <summary>A node, such as <c>graph.node[12] (Conv, '/enc.0/Conv')</c>.</summary>
    public static string Of(string graph, int index, NodeProto node) =>
        $"{graph}.node[{index}] ({(node.OpType.Length == 0 ? "no operator" : Shorten(node.OpType))}"
        + $"{(node.Name.Length == 0 ? "" : $", '{Shorten(node.Name)}'")})";

    /// <summary>A tensor, such as <c>graph.initializer[3] ('conv.weight')</c>.</summary>
    public static string Of(string list, int index, TensorProto tensor) =>
        $"{list}[{index}] ('{Shorten(tensor.Name)}')";

    /// <summary>A node as a reason names it: by operator and name.</summary>
    public static string Of(NodeProto node) =>
        node.Name.Length == 0 ? $"{node.OpType} (giving '{(node.Output.Count > 0 ? node.Output[0] : "")}')"
            : $"{node.OpType} '{node.Name}'";

    /// <summary>A name from a file, which may be damaged and of any length.</summary>
    public static string Shorten(string name)
    {
        const int Most = 80;
        return name.Length <= Most ? name : name[..Most] + "…";
    }
}
