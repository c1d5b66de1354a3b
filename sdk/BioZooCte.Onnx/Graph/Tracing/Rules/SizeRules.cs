using BioZooCte.Onnx.Graph.Proto;

namespace BioZooCte.Onnx.Graph.Tracing.Rules;

/// <summary>Operators that give sizes, and tensors made from sizes or from nothing.</summary>
internal static class SizeRules
{
    private const int FloatType = 1;
    private const int Int64Type = 7;

    /// <summary>Adds the rules.</summary>
    public static void AddTo(Dictionary<string, Action<NodeTrace>> rules)
    {
        rules.Add("Shape", Shape);
        rules.Add("Size", Size);
        rules.Add("Constant", Constant);
        rules.Add("ConstantOfShape", ConstantOfShape);
        rules.Add("Range", Range);
    }

    /// <summary>Whether a node's result tells sizes and nothing of values.</summary>
    public static bool GivesSizes(NodeProto node) => node.OpType is "Shape" or "Size";

    private static void Shape(NodeTrace node)
    {
        TracedTensor input = node.Input(0);
        int start = Bound(node.Int("start", 0), input.Rank);
        int end = Bound(node.Int("end", input.Rank), input.Rank);
        int[] chosen = [.. Enumerable.Range(start, Math.Max(0, end - start))];
        bool follows = input.Origin != TensorOrigin.Weights;
        node.Give(0, [chosen.Length], Int64Type).Values = new SmallValues(
            [.. chosen.Select(i => (double)input.Sizes[i])],
            [.. chosen.Select(i => follows && input.Dimensions[i].Mixed != 0)],
            [.. chosen.Select(i => input.Dimensions[i])]);
    }

    private static int Bound(long index, int rank) => (int)Math.Clamp(index < 0 ? index + rank : index, 0, rank);

    private static void Size(NodeTrace node)
    {
        TracedTensor input = node.Input(0);
        double elements = input.Sizes.Aggregate(1.0, (product, size) => product * size);
        node.Give(0, [], Int64Type).Values =
            new SmallValues([elements], [input.Origin != TensorOrigin.Weights], [DimensionTrace.None]);
    }

    private static void Constant(NodeTrace node)
    {
        if (node.Attribute("value")?.T is TensorProto tensor)
        {
            TracedTensor read = ConstantTensors.Read(tensor, node.Node.Output[0]);
            node.Give(0, read.Sizes, read.DataType).Values = read.Values;
        }
        else if (node.Attribute("value_int") is { HasI: true } number)
        {
            node.Give(0, [], Int64Type).Values = SmallValues.Constant([number.I]);
        }
        else if (node.Attribute("value_float") is { HasF: true } fraction)
        {
            node.Give(0, [], FloatType).Values = SmallValues.Constant([fraction.F]);
        }
        else if (node.Ints("value_ints") is long[] numbers)
        {
            node.Give(0, [numbers.Length], Int64Type).Values =
                SmallValues.Constant([.. numbers.Select(value => (double)value)]);
        }
        else if (node.Floats("value_floats") is float[] fractions)
        {
            node.Give(0, [fractions.Length], FloatType).Values =
                SmallValues.Constant([.. fractions.Select(value => (double)value)]);
        }
        else
        {
            throw new UntraceableException("no tensor of numbers");
        }
    }

    private static void ConstantOfShape(NodeTrace node)
    {
        SmallValues shape = node.Values(0);
        long[] sizes = shape.ToLongs();
        TensorProto? stated = node.Attribute("value")?.T;
        TracedTensor? value = stated is null ? null : ConstantTensors.Read(stated, "");
        TracedTensor output = node.Give(0, sizes, value?.DataType ?? FloatType);
        for (int i = 0; i < sizes.Length; i++)
        {
            output.Dimensions[i] = shape.Sources[i];
        }

        double elements = sizes.Aggregate(1.0, (product, size) => product * size);
        if (elements <= SmallValues.Most && (value is null || value.Values is { Count: 1 }))
        {
            double[] items = new double[(int)elements];
            Array.Fill(items, value?.Values?.Items[0] ?? 0);
            output.Values = SmallValues.Constant(items);
        }
    }

    private static void Range(NodeTrace node)
    {
        double start = node.Values(0).Items[0];
        double count = Math.Max(0, Math.Ceiling((node.Values(1).Items[0] - start) / node.Values(2).Items[0]));
        double step = node.Values(2).Items[0];
        bool follows = node.Inputs.Any(input => input?.Values?.Follows[0] == true);
        TracedTensor output = node.Give(0, [(long)count], node.Input(0).DataType);
        output.Dimensions[0] = node.Values(1).Sources[0];
        if (count <= SmallValues.Most)
        {
            double[] values = [.. Enumerable.Range(0, (int)count).Select(i => start + (i * step))];
            output.Values = SmallValues.Constant(values) with
            {
                Follows = [.. Enumerable.Repeat(follows, (int)count)],
            };
        }
    }
}
