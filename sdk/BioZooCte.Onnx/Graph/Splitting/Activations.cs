using System.Collections.Frozen;

using BioZooCte.Onnx.Graph.Proto;
using BioZooCte.Onnx.Graph.Tracing;

namespace BioZooCte.Onnx.Graph.Splitting;

/// <summary>
/// Which tensors are activations: what a non-linearity gives, be it one operator or several, as SiLU (x · σ(x)), GELU
/// and hard swish are written where the operator set lacks them.
/// </summary>
internal sealed class Activations(GraphLinks links)
{
    private static readonly FrozenSet<string> NonLinear = FrozenSet.Create(
        StringComparer.Ordinal,
        "Relu", "LeakyRelu", "PRelu", "ThresholdedRelu", "Elu", "Selu", "Celu", "Gelu", "FastGelu", "BiasGelu",
        "QuickGelu", "Swish", "HardSwish", "Mish", "Softplus", "Softsign", "Sigmoid", "HardSigmoid", "Tanh", "Clip");

    private static readonly FrozenSet<string> AlongTheWay = FrozenSet.Create(
        StringComparer.Ordinal, "Identity", "Cast", "Erf", "Exp", "Log", "Abs", "Neg", "Sqrt", "Reciprocal");

    private static readonly FrozenSet<string> WithNumber = FrozenSet.Create(
        StringComparer.Ordinal, "Add", "Sub", "Mul", "Div", "Pow", "Max", "Min");

    /// <summary>Whether a node's result is an activation.</summary>
    public bool IsActivation(NodeProto node)
    {
        if (NonLinear.Contains(node.OpType))
        {
            return true;
        }

        string[] ofImage = OfImage(node);
        return node.OpType switch
        {
            // A rectifier as the greater of the value and 0.
            "Max" or "Min" => ofImage.Length == 1 && node.Input.Count == 2,
            "Mul" when ofImage.Length == 2 => ofImage[0] != ofImage[1] && RootOf(ofImage[0]) == RootOf(ofImage[1]),
            "Mul" or "Div" when ofImage.Length == 1 => IsProduct(ofImage[0]),
            _ => false,
        };
    }

    private bool IsProduct(string tensor) =>
        links.MakerOf(tensor) is int maker and >= 0
        && links.Graph.Node[maker].OpType == "Mul"
        && OfImage(links.Graph.Node[maker]) is [string left, string right]
        && left != right
        && RootOf(left) == RootOf(right);

    /// <summary>The tensor that a value was computed from alone, position by position.</summary>
    private string RootOf(string tensor)
    {
        string root = tensor;
        while (links.MakerOf(root) is int maker and >= 0)
        {
            NodeProto node = links.Graph.Node[maker];
            string[] ofImage = OfImage(node);
            bool isPointwise = NonLinear.Contains(node.OpType) || AlongTheWay.Contains(node.OpType)
                || WithNumber.Contains(node.OpType);
            if (!isPointwise || ofImage.Length != 1)
            {
                return root;
            }

            root = ofImage[0];
        }

        return root;
    }

    private string[] OfImage(NodeProto node) =>
        [.. node.Input.Where(input => input.Length > 0 && links.OriginOf(input) == TensorOrigin.Image)];
}
