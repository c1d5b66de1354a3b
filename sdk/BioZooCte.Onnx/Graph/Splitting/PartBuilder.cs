using BioZooCte.Onnx.Graph.Proto;
using BioZooCte.Onnx.Sessions;
using BioZooCte.Tensors;

namespace BioZooCte.Onnx.Graph.Splitting;

/// <summary>Makes a model of some nodes of another one; the tensors of weights are shared between them.</summary>
internal static class PartBuilder
{
    /// <summary>The first version of the file format in which weights need not stand among the inputs.</summary>
    private const long LeastFormatVersion = 4;

    /// <summary>Makes a model.</summary>
    /// <param name="whole">The model that the nodes are of.</param>
    /// <param name="nodes">The nodes, in order.</param>
    /// <param name="inputs">What they are given.</param>
    /// <param name="outputs">The tensors wanted of them.</param>
    public static ModelProto Build(
        ModelProto whole,
        IReadOnlyList<NodeProto> nodes,
        IEnumerable<ValueInfoProto> inputs,
        IEnumerable<string> outputs)
    {
        ModelProto part = new()
        {
            IrVersion = Math.Max(whole.IrVersion, LeastFormatVersion),
            ProducerName = whole.ProducerName,
            Graph = new GraphProto { Name = whole.Graph.Name },
        };
        part.OpsetImport.Add(whole.OpsetImport);
        part.Functions.Add(whole.Functions);
        part.Graph.Node.Add(nodes);
        part.Graph.Input.Add(inputs);
        part.Graph.Output.Add(outputs.Select(output => new ValueInfoProto { Name = output }));
        HashSet<string> used = [.. nodes.SelectMany(node => node.Input)];
        part.Graph.Initializer.Add(whole.Graph.Initializer.Where(tensor => used.Contains(tensor.Name)));
        part.Graph.SparseInitializer.Add(
            whole.Graph.SparseInitializer.Where(tensor => used.Contains(tensor.Values.Name)));
        return part;
    }

    /// <summary>Declares an input of any sizes.</summary>
    public static ValueInfoProto Declare(string name, ElementType type, int rank)
    {
        TensorShapeProto shape = new();
        for (int i = 0; i < rank; i++)
        {
            shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = $"{name}.{i}" });
        }

        TypeProto.Types.Tensor tensor = new() { ElemType = ElementTypeMap.ToOnnx(type), Shape = shape };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }

    /// <summary>A node that gives a tensor under another name.</summary>
    public static NodeProto Rename(string from, string to) => Node("Identity", from, to);

    /// <summary>Nodes that give a half float tensor as float32 without rounding it.</summary>
    /// <remarks>
    /// The runtime computes on half floats as on whole ones where it has no kernel for them, and takes back casts of
    /// this name between such nodes. Sums of one, for which it has none, make the cast's neighbours such nodes.
    /// </remarks>
    public static IEnumerable<NodeProto> Widen(string from, string to) =>
    [
        Node("Sum", from, $"{to}, half"),
        Cast($"{to}, half", $"{to}, cast", ElementType.Float32),
        Node("Sum", $"{to}, cast", to),
    ];

    /// <summary>Nodes that take a float32 tensor for a half float one without rounding it.</summary>
    public static IEnumerable<NodeProto> Narrow(string from, string to) =>
        [Cast(from, $"{from}, cast", ElementType.Float16), Node("Sum", $"{from}, cast", to)];

    private static NodeProto Cast(string from, string to, ElementType type)
    {
        NodeProto node = Node("Cast", from, to);
        node.Name = $"InsertedPrecisionFreeCast_{to}";
        node.Attribute.Add(new AttributeProto
        {
            Name = "to",
            Type = AttributeProto.Types.AttributeType.Int,
            I = ElementTypeMap.ToOnnx(type),
        });
        return node;
    }

    private static NodeProto Node(string type, string from, string to)
    {
        NodeProto node = new() { OpType = type, Name = to };
        node.Input.Add(from);
        node.Output.Add(to);
        return node;
    }
}
