using BioZooCte.Onnx.Graph.Check;
using BioZooCte.Onnx.Graph.Proto;

namespace BioZooCte.Onnx.Graph.Splitting;

/// <summary>The inputs of operators that are sizes or positions, not values.</summary>
internal static class SizeParameters
{
    /// <summary>The tensors that a node takes sizes or positions from.</summary>
    public static IEnumerable<string> Of(NodeProto node)
    {
        if (!KnownOperators.IsStandard(node.Domain))
        {
            return [];
        }

        int first = node.OpType switch
        {
            "ConstantOfShape" or "Range" => 0,
            "Reshape" or "Expand" or "Resize" or "Upsample" or "Slice" or "Pad" or "Tile" or "Squeeze"
                or "Unsqueeze" or "Split" or "TopK" => 1,
            _ => int.MaxValue,
        };

        // The third input of Pad is what it pads with; that of Resize in old versions its region of interest.
        return node.Input.Where((input, i) => i >= first && input.Length > 0 && !(node.OpType == "Pad" && i == 2));
    }
}
