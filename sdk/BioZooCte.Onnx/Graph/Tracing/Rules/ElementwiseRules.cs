namespace BioZooCte.Onnx.Graph.Tracing.Rules;

/// <summary>Operators that work element by element, with broadcasting.</summary>
internal static class ElementwiseRules
{
    private const int BoolType = 9;

    private static readonly string[] OnOne =
    [
        "Abs", "Acos", "Acosh", "Asin", "Asinh", "Atan", "Atanh", "BatchNormalization", "BitwiseNot", "Ceil", "Celu",
        "Clip", "Cos", "Cosh", "Dropout", "Elu", "Erf", "Exp", "Floor", "Gelu", "HardSigmoid", "HardSwish", "Identity",
        "LRN", "LeakyRelu", "Log", "Mish", "Neg", "Reciprocal", "Relu", "Round", "Selu", "Shrink", "Sigmoid", "Sign",
        "Sin", "Sinh", "Softplus", "Softsign", "Sqrt", "Swish", "Tan", "Tanh", "ThresholdedRelu", "Trilu",
    ];

    private static readonly string[] OnSeveral =
    [
        "Add", "BitShift", "BitwiseAnd", "BitwiseOr", "BitwiseXor", "Div", "Max", "Mean", "Min", "Mod", "Mul", "PRelu",
        "Pow", "Sub", "Sum",
    ];

    private static readonly string[] Deciding =
        ["And", "Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual", "Or", "Xor"];

    /// <summary>Adds the rules.</summary>
    public static void AddTo(Dictionary<string, Action<NodeTrace>> rules)
    {
        foreach (string name in OnOne)
        {
            rules.Add(name, node => SameAs(node, node.Input(0).DataType));
        }

        foreach (string name in (string[])["IsInf", "IsNaN", "Not"])
        {
            rules.Add(name, node => SameAs(node, BoolType));
        }

        rules.Add("Cast", node => SameAs(node, (int)node.Int("to", 0)));
        rules.Add("CastLike", node => SameAs(node, node.Input(1).DataType));
        rules.Add("QuantizeLinear", node => SameAs(node, node.Find(2)?.DataType ?? 2));
        rules.Add("DequantizeLinear", node => SameAs(node, node.Input(1).DataType));
        foreach (string name in OnSeveral)
        {
            rules.Add(name, node => Broadcast(node, node.Inputs, node.Input(0).DataType));
        }

        foreach (string name in Deciding)
        {
            rules.Add(name, node => Broadcast(node, node.Inputs, BoolType));
        }

        rules.Add("Where", node => Broadcast(node, node.Inputs, node.Input(1).DataType));
        rules.Add("Expand", Expand);
    }

    /// <summary>The result has the sizes and the positions of an input.</summary>
    public static TracedTensor SameAs(NodeTrace node, int dataType, int index = 0)
    {
        TracedTensor input = node.Input(index);
        TracedTensor output = node.Give(0, [.. input.Sizes], dataType);
        for (int i = 0; i < input.Rank; i++)
        {
            output.Follow(i, input, i);
        }

        return output;
    }

    /// <summary>Inputs meet with their last dimensions in line; a length of 1 stretches.</summary>
    public static TracedTensor Broadcast(NodeTrace node, IEnumerable<TracedTensor?> operands, int dataType)
    {
        TracedTensor[] inputs = [.. operands.OfType<TracedTensor>()];
        int rank = inputs.Max(input => input.Rank);
        long[] sizes = new long[rank];
        Array.Fill(sizes, 1);
        foreach (TracedTensor input in inputs)
        {
            for (int i = 0; i < input.Rank; i++)
            {
                int at = i + rank - input.Rank;
                if (sizes[at] != input.Sizes[i] && sizes[at] != 1 && input.Sizes[i] != 1)
                {
                    throw new UntraceableException($"lengths {sizes[at]} and {input.Sizes[i]} along dimension {at}");
                }

                sizes[at] = sizes[at] == 1 ? input.Sizes[i] : sizes[at];
            }
        }

        TracedTensor output = node.Give(0, sizes, dataType);
        foreach (TracedTensor input in inputs)
        {
            FollowStretched(output, input);
        }

        foreach (TracedTensor input in inputs.Where(input => input.Origin == TensorOrigin.Weights))
        {
            NoteConstantOverSpace(node, output, input);
        }

        return output;
    }

    /// <summary>Lets a result follow an operand wherever that one is not stretched.</summary>
    public static void FollowStretched(TracedTensor output, TracedTensor input)
    {
        int offset = output.Rank - input.Rank;
        for (int i = 0; i < input.Rank; i++)
        {
            if (input.Sizes[i] == output.Sizes[i + offset])
            {
                output.Follow(i + offset, input, i);
            }
        }
    }

    private static void NoteConstantOverSpace(NodeTrace node, TracedTensor output, TracedTensor constant)
    {
        int offset = output.Rank - constant.Rank;
        for (int i = 0; i < constant.Rank; i++)
        {
            if (constant.Sizes[i] > 1)
            {
                node.NoteFixed(
                    output.Dimensions[i + offset].Mixed, $"takes a constant of {constant.Sizes[i]} positions");
            }
        }
    }

    private static void Expand(NodeTrace node)
    {
        TracedTensor input = node.Input(0);
        SmallValues shape = node.Values(1);
        TracedTensor target = new("", shape.ToLongs(), input.DataType) { Origin = TensorOrigin.Sizes };
        TracedTensor output = Broadcast(node, [input, target], input.DataType);
        int offset = output.Rank - shape.Count;
        for (int i = 0; i < shape.Count; i++)
        {
            if (shape.Follows[i] && output.Dimensions[i + offset].Mixed == 0)
            {
                output.Dimensions[i + offset] = shape.Sources[i];
            }
            else if (!shape.Follows[i] && shape[i] > 1)
            {
                node.NoteFixed(output.Dimensions[i + offset].Mixed, $"has the constant size {shape[i]}");
            }
        }
    }
}
