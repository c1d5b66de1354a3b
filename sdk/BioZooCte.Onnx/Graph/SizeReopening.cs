using System.Collections.Immutable;

using BioZooCte.Models;
using BioZooCte.Onnx.Graph.Proto;
using BioZooCte.Onnx.Graph.Tracing;

namespace BioZooCte.Onnx.Graph;

/// <summary>
/// Opens the spatial sizes that a traced graph fixed: its inputs and outputs are declared free, and what was inferred
/// from the fixed sizes is dropped. For graphs in which no operator depends on them.
/// </summary>
internal static class SizeReopening
{
    /// <summary>Changes a model, and says what its network is then.</summary>
    /// <param name="model">The model; changed in place.</param>
    /// <param name="network">Its network before.</param>
    /// <param name="trace">The graph, followed at its fixed sizes.</param>
    public static NetworkDescription Open(ModelProto model, NetworkDescription network, GraphTrace trace)
    {
        int rank = network.Inputs[0].Sizes.Length;
        ImmutableArray<NetworkTensor> inputs =
            [.. network.Inputs.Select(input => input.Sizes.Length == rank ? Free(input, Bits(trace.Space)) : input)];
        ImmutableArray<NetworkTensor> outputs =
            [.. network.Outputs.Select((output, i) => Free(output, Bits(trace, trace.Outputs[i])))];
        Declare(model.Graph.Input, inputs);
        Declare(model.Graph.Output, outputs);
        model.Graph.ValueInfo.Clear();
        return network with
        {
            Inputs = inputs,
            Outputs = outputs,
            CanReopenSize = false,
            ReasonAgainstReopening = null,
        };
    }

    private static Func<int, bool> Bits(uint space) => dimension => (space & (1u << dimension)) != 0;

    private static Func<int, bool> Bits(GraphTrace trace, TracedTensor output) => dimension =>
        !output.IsKnown || (output.Dimensions[dimension].Mixed & trace.Space) != 0;

    private static NetworkTensor Free(NetworkTensor tensor, Func<int, bool> isFree) =>
        tensor with { Sizes = [.. tensor.Sizes.Select((size, i) => isFree(i) ? null : size)] };

    private static void Declare(IEnumerable<ValueInfoProto> values, ImmutableArray<NetworkTensor> tensors)
    {
        foreach (ValueInfoProto value in values)
        {
            NetworkTensor? tensor = tensors.FirstOrDefault(t => t.Name == value.Name);
            for (int i = 0; tensor is not null && i < tensor.Sizes.Length; i++)
            {
                TensorShapeProto.Types.Dimension dimension = value.Type.TensorType.Shape.Dim[i];
                if (tensor.Sizes[i] is null && dimension.HasDimValue)
                {
                    dimension.DimParam = $"{value.Name}.{i}";
                }
            }
        }
    }
}
