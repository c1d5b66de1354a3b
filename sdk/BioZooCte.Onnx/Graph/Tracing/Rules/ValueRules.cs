namespace BioZooCte.Onnx.Graph.Tracing.Rules;

/// <summary>Computes small tensors that graphs make from sizes: shapes, paddings, scales.</summary>
internal static class ValueRules
{
    /// <summary>Gives a node's first result its values, where those of its inputs are known.</summary>
    public static void Evaluate(NodeTrace node)
    {
        TracedTensor?[] inputs = [.. node.Inputs];
        if (node.Outputs.Count == 0 || node.Outputs[0] is not TracedTensor output || output.Values is not null
            || inputs.Length == 0 || inputs[0] is null
            || inputs.Any(input => input is not null && (input.Values is null || input.Origin == TensorOrigin.Image))
            || output.Sizes.Aggregate(1.0, (product, size) => product * size) > SmallValues.Most)
        {
            return;
        }

        TracedTensor[] operands = [.. inputs.OfType<TracedTensor>()];
        SmallValues[] values = [.. operands.Select(input => input.Values!)];
        bool isOneLeftOut = operands.Length < inputs.Length;
        output.Values = node.Node.OpType switch
        {
            "Identity" or "Reshape" or "Squeeze" or "Unsqueeze" or "Flatten" => values[0],
            "Cast" => Cast(values[0], output.DataType),
            "Concat" => ValueMoves.Concat(node, output),
            "Gather" => ValueMoves.Gather(node, output),
            "Slice" => ValueMoves.Slice(node, output),
            "Transpose" => ValueMoves.Transpose(node, output),
            "Where" when operands.Length == 3 => ValueArithmetic.Choose(operands, output),
            "ReduceProd" => ValueArithmetic.Fold(values[0], output, (a, b) => a * b, 1),
            "ReduceSum" => ValueArithmetic.Fold(values[0], output, (a, b) => a + b, 0),
            "Clip" => ValueArithmetic.Clip(node, values[0]),
            _ when isOneLeftOut => null,
            _ => ValueArithmetic.Find(node.Node.OpType, output.DataType) is Func<double, double, double> operation
                ? ValueArithmetic.Combine(operands, output, operation)
                : null,
        };
    }

    private static SmallValues Cast(SmallValues values, int dataType) =>
        ValueArithmetic.IsWhole(dataType)
            ? values with { Items = [.. values.Items.Select(Math.Truncate)] }
            : values;
}
