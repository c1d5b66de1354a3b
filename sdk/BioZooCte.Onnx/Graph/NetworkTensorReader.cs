using System.Collections.Immutable;

using BioZooCte.Models;
using BioZooCte.Onnx.Graph.Proto;
using BioZooCte.Onnx.Sessions;
using BioZooCte.Tensors;

namespace BioZooCte.Onnx.Graph;

/// <summary>Reads what a graph says of its inputs and outputs.</summary>
internal sealed class NetworkTensorReader(string modelId, GraphProto graph)
{
    /// <summary>
    /// The inputs. Old files list their weights among them; an input with a default is one only where the package
    /// counts on it.
    /// </summary>
    /// <param name="stated">The number of inputs that the package states.</param>
    /// <exception cref="UnsupportedModelException">One is no tensor of numbers.</exception>
    public ImmutableArray<NetworkTensor> ReadInputs(int stated)
    {
        HashSet<string> defaults = [.. graph.Initializer.Select(tensor => tensor.Name)];
        bool areDefaultsInputs = stated == graph.Input.Count;
        return
        [
            .. graph.Input
                .Where(input => areDefaultsInputs || !defaults.Contains(input.Name))
                .Select((input, i) =>
                    Read("input", i, input, null) with { IsOptional = defaults.Contains(input.Name) }),
        ];
    }

    /// <summary>The outputs.</summary>
    /// <exception cref="UnsupportedModelException">One is no tensor of numbers.</exception>
    public ImmutableArray<NetworkTensor> ReadOutputs()
    {
        Dictionary<string, NodeProto> makers = [];
        foreach (NodeProto node in graph.Node)
        {
            foreach (string output in node.Output)
            {
                makers[output] = node;
            }
        }

        return [.. graph.Output.Select((output, i) => Read("output", i, output, LastOperator(output.Name, makers)))];
    }

    private NetworkTensor Read(string what, int index, ValueInfoProto value, string? lastOperator)
    {
        TypeProto.Types.Tensor? type = value.Type?.TensorType ?? value.Type?.OptionalType?.ElemType?.TensorType;
        if (type is null || ElementTypeMap.FromOnnx(type.ElemType) is not ElementType elementType)
        {
            string found = type is null ? "no tensor" : $"of the ONNX data type {type.ElemType}";
            throw new UnsupportedModelException(
                modelId,
                $"its network's {what} {index} ('{Place.Shorten(value.Name)}') is {found}, not a tensor of numbers");
        }

        return new NetworkTensor(value.Name, elementType, [.. (type.Shape?.Dim ?? []).Select(SizeOf)], lastOperator);
    }

    private static int? SizeOf(TensorShapeProto.Types.Dimension dimension) =>
        dimension.HasDimValue && dimension.DimValue is > 0 and <= int.MaxValue ? (int)dimension.DimValue : null;

    /// <summary>The operator that decides an output's values, not one that only moves or renames them.</summary>
    private static string? LastOperator(string output, Dictionary<string, NodeProto> makers)
    {
        string tensor = output;
        while (makers.TryGetValue(tensor, out NodeProto? node))
        {
            if (!IsPassedThrough(node) || node.Input.Count == 0)
            {
                return node.OpType;
            }

            tensor = node.Input[0];
        }

        return null;
    }

    private static bool IsPassedThrough(NodeProto node) => node.OpType is
        "Identity" or "Reshape" or "Transpose" or "Squeeze" or "Unsqueeze" or "Flatten" or "Dropout" or "Slice"
        or "Split" or "Gather"
        || (node.OpType == "Cast" && node.Attribute.Any(a => a.Name == "to" && IsFloatingPoint((int)a.I)));

    private static bool IsFloatingPoint(int dataType) => ElementTypeMap.FromOnnx(dataType)?.IsFloatingPoint() == true;
}
