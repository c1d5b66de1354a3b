using System.Collections.Frozen;

using BioZooCte.Onnx.Graph.Proto;
using BioZooCte.Onnx.Graph.Tracing;

namespace BioZooCte.Onnx.Graph.Splitting;

/// <summary>
/// Which activations are gates: values from 0 to 1 that other features are multiplied by, as attention and squeeze and
/// excitation do. They weigh features and are none.
/// </summary>
internal sealed class Gates(GraphLinks links)
{
    private static readonly FrozenSet<string> Squashing =
        FrozenSet.Create(StringComparer.Ordinal, "Sigmoid", "HardSigmoid");

    private static readonly FrozenSet<string> Rearranging = FrozenSet.Create(
        StringComparer.Ordinal,
        "Identity", "Cast", "Resize", "Upsample", "Expand", "Tile", "Reshape", "Transpose", "Unsqueeze", "Squeeze");

    /// <summary>Whether a node gives a gate.</summary>
    public bool IsGate(NodeProto node) => Squashing.Contains(node.OpType) && IsMultiplied(node.Output[0], depth: 0);

    private bool IsMultiplied(string tensor, int depth)
    {
        const int Deepest = 8;
        IReadOnlyList<int> users = links.UsersOf(tensor);
        return depth < Deepest && users.Count > 0 && users.Select(user => links.Graph.Node[user]).All(user =>
            GraphLinks.GivesSizes(user)
            || IsProductOfTwo(user)
            || (Rearranging.Contains(user.OpType) && IsMultiplied(user.Output[0], depth + 1)));
    }

    private bool IsProductOfTwo(NodeProto node) =>
        node.OpType == "Mul" && node.Input.Distinct().Count(i => links.OriginOf(i) == TensorOrigin.Image) == 2;
}
