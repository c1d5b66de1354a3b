using DataType = BioZooCte.Onnx.Graph.Proto.TensorProto.Types.DataType;

namespace BioZooCte.Onnx.Graph.Tracing.Rules;

/// <summary>Arithmetic on small tensors. A result follows the image's sizes if an operand does.</summary>
internal static class ValueArithmetic
{
    /// <summary>Whether a type holds whole numbers only.</summary>
    public static bool IsWhole(int dataType) => (DataType)dataType is
        DataType.Int64 or DataType.Int32 or DataType.Int16 or DataType.Int8
        or DataType.Uint64 or DataType.Uint32 or DataType.Uint16 or DataType.Uint8;

    /// <summary>The operation of an operator on one or two numbers, or null.</summary>
    public static Func<double, double, double>? Find(string type, int dataType) => type switch
    {
        "Add" or "Sum" => (a, b) => a + b,
        "Sub" => (a, b) => a - b,
        "Mul" => (a, b) => a * b,
        "Div" => IsWhole(dataType) ? (a, b) => b == 0 ? 0 : Math.Truncate(a / b) : (a, b) => a / b,
        "Mod" => (a, b) => b == 0 ? 0 : a - (b * Math.Floor(a / b)),
        "Pow" => Math.Pow,
        "Max" => Math.Max,
        "Min" => Math.Min,
        "Equal" => (a, b) => a == b ? 1 : 0,
        "Greater" => (a, b) => a > b ? 1 : 0,
        "GreaterOrEqual" => (a, b) => a >= b ? 1 : 0,
        "Less" => (a, b) => a < b ? 1 : 0,
        "LessOrEqual" => (a, b) => a <= b ? 1 : 0,
        "And" => (a, b) => a != 0 && b != 0 ? 1 : 0,
        "Or" => (a, b) => a != 0 || b != 0 ? 1 : 0,
        "Not" => (a, _) => a == 0 ? 1 : 0,
        "Ceil" => (a, _) => Math.Ceiling(a),
        "Floor" => (a, _) => Math.Floor(a),
        "Round" => (a, _) => Math.Round(a, MidpointRounding.ToEven),
        "Neg" => (a, _) => -a,
        "Abs" => (a, _) => Math.Abs(a),
        "Sqrt" => (a, _) => Math.Sqrt(a),
        "Relu" => (a, _) => Math.Max(a, 0),
        "Expand" => (a, _) => a,
        _ => null,
    };

    /// <summary>Combines operands element by element: the first with the second, the result with the third …</summary>
    public static SmallValues? Combine(
        TracedTensor[] operands, TracedTensor output, Func<double, double, double> operation)
    {
        SmallValues? result = Stretch(operands[0], output);
        for (int k = 1; k < operands.Length && result is not null; k++)
        {
            result = Stretch(operands[k], output) is SmallValues other ? Combine(result, other, operation) : null;
        }

        return operands.Length == 1 && result is not null ? Combine(result, result, operation) : result;
    }

    /// <summary>Elements of the second or third operand, as the first says.</summary>
    public static SmallValues? Choose(TracedTensor[] operands, TracedTensor output)
    {
        if (Stretch(operands[0], output) is not SmallValues condition
            || Stretch(operands[1], output) is not SmallValues first
            || Stretch(operands[2], output) is not SmallValues second)
        {
            return null;
        }

        int[] all = [.. Enumerable.Range(0, condition.Count)];
        return new SmallValues(
            [.. all.Select(i => condition.Items[i] != 0 ? first.Items[i] : second.Items[i])],
            [.. all.Select(i => condition.Follows[i] || first.Follows[i] || second.Follows[i])],
            [.. all.Select(i => condition.Items[i] != 0 ? first.Sources[i] : second.Sources[i])]);
    }

    /// <summary>All elements in one.</summary>
    public static SmallValues? Fold(
        SmallValues values, TracedTensor output, Func<double, double, double> operation, double start) =>
        output.Sizes.All(size => size == 1)
            ? new SmallValues(
                [values.Items.Aggregate(start, operation)], [values.Follows.Any(f => f)], [DimensionTrace.None])
            : null;

    /// <summary>Elements kept between bounds.</summary>
    public static SmallValues Clip(NodeTrace node, SmallValues values)
    {
        double low = node.Find(1)?.Values?.Items[0] ?? node.Attribute("min")?.F ?? double.NegativeInfinity;
        double high = node.Find(2)?.Values?.Items[0] ?? node.Attribute("max")?.F ?? double.PositiveInfinity;
        return values with { Items = [.. values.Items.Select(item => Math.Min(Math.Max(item, low), high))] };
    }

    private static SmallValues Combine(SmallValues a, SmallValues b, Func<double, double, double> operation) =>
        new(
            [.. a.Items.Select((item, i) => operation(item, b.Items[i]))],
            [.. a.Follows.Select((follows, i) => follows || b.Follows[i])],
            [.. a.Items.Select(_ => DimensionTrace.None)]);

    /// <summary>An operand's elements, one repeated where there is only one; null for other ways to stretch.</summary>
    private static SmallValues? Stretch(TracedTensor operand, TracedTensor output)
    {
        SmallValues values = operand.Values!;
        int count = (int)output.Sizes.Aggregate(1L, (product, size) => product * size);
        return values.Count == count ? values
            : values.Count == 1 ? values.Take([.. Enumerable.Repeat(0, count)])
            : null;
    }
}
