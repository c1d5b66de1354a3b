using System.Collections.Frozen;

using BioZooCte.Onnx.Graph.Proto;
using BioZooCte.Packages;

using AttributeType = BioZooCte.Onnx.Graph.Proto.AttributeProto.Types.AttributeType;

namespace BioZooCte.Onnx.Graph.Check;

/// <summary>
/// Whether numbers that nodes state are such as their operators take. The runtime divides by some of them without
/// looking, which ends the process.
/// </summary>
internal sealed class AttributeCheck(string name)
{
    /// <summary>More than any window or number of groups.</summary>
    private const long Most = 1 << 16;

    private static readonly FrozenSet<string> AboveZero = FrozenSet.Create(
        StringComparer.Ordinal,
        "group",
        "blocksize",
        "num_groups",
        "num_heads",
        "num_outputs",
        "strides",
        "dilations",
        "kernel_shape");

    private static readonly FrozenSet<string> Windowed = FrozenSet.Create(
        StringComparer.Ordinal,
        "AveragePool",
        "Conv",
        "ConvInteger",
        "ConvTranspose",
        "LpPool",
        "MaxPool",
        "MaxUnpool",
        "QLinearConv");

    /// <summary>Checks one attribute of a node.</summary>
    /// <exception cref="InvalidModelPackageException">It states a number that its operator cannot take.</exception>
    public void Check(NodeProto node, AttributeProto attribute, string place)
    {
        if (AboveZero.Contains(attribute.Name))
        {
            Require(attribute, place, 1);
        }
        else if (Windowed.Contains(node.OpType) && attribute.Name is "pads" or "output_padding")
        {
            Require(attribute, place, 0);
        }
    }

    private void Require(AttributeProto attribute, string place, long least)
    {
        if (attribute.Type is not (AttributeType.Int or AttributeType.Ints) || attribute.RefAttrName.Length > 0)
        {
            return;
        }

        foreach (long number in attribute.Type == AttributeType.Int ? [attribute.I] : attribute.Ints)
        {
            if (number < least || number > Most)
            {
                throw new InvalidModelPackageException(
                    name, null, place, $"{number}", $"a number from {least} to {Most}");
            }
        }
    }
}
