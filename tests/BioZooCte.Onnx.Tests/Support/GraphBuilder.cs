using BioZooCte.Onnx.Graph.Proto;
using BioZooCte.Packages;

using Google.Protobuf;

using AttributeType = BioZooCte.Onnx.Graph.Proto.AttributeProto.Types.AttributeType;

namespace BioZooCte.Onnx.Tests.Support;

/// <summary>Small ONNX models, node by node.</summary>
internal sealed class GraphBuilder
{
    private readonly Random _random = new(11);
    private int _names;

    public GraphBuilder(int version = 17)
    {
        Model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = version });
    }

    public ModelProto Model { get; } = new() { IrVersion = 8, Graph = new GraphProto { Name = "test" } };

    public GraphProto Graph => Model.Graph;

    /// <summary>An input; a length is a number, or a word where it is free.</summary>
    public string Input(string name, params ReadOnlySpan<object> sizes)
    {
        Graph.Input.Add(Value(name, 1, sizes));
        return name;
    }

    public GraphBuilder Output(string name, params ReadOnlySpan<object> sizes)
    {
        Graph.Output.Add(Value(name, 1, sizes));
        return this;
    }

    public string Node(string type, string[] inputs, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        NodeProto node = new() { OpType = type, Name = $"{type}{_names}" };
        node.Input.Add(inputs);
        node.Output.Add($"t{_names++}");
        foreach ((string name, object value) in attributes)
        {
            node.Attribute.Add(Attribute(name, value));
        }

        Graph.Node.Add(node);
        return node.Output[0];
    }

    /// <summary>Random weights.</summary>
    public string Weights(params long[] sizes)
    {
        long count = sizes.Aggregate(1L, (product, size) => product * size);
        TensorProto tensor = new() { Name = $"w{_names++}", DataType = 1 };
        tensor.Dims.Add(sizes);
        byte[] raw = new byte[4 * count];
        for (int i = 0; i < count; i++)
        {
            BitConverter.TryWriteBytes(raw.AsSpan(4 * i), (_random.NextSingle() - 0.3f) / (count / sizes[0]));
        }

        tensor.RawData = ByteString.CopyFrom(raw);
        Graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    /// <summary>A list of whole numbers.</summary>
    public string Numbers(params long[] values)
    {
        TensorProto tensor = new() { Name = $"n{_names++}", DataType = 7 };
        tensor.Dims.Add(values.Length);
        tensor.Int64Data.Add(values);
        Graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    /// <summary>A list of fractions.</summary>
    public string Fractions(params float[] values)
    {
        TensorProto tensor = new() { Name = $"f{_names++}", DataType = 1 };
        tensor.Dims.Add(values.Length);
        tensor.FloatData.Add(values);
        Graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    /// <summary>A convolution that keeps the size, or shrinks it by the stride.</summary>
    public string Conv(string input, int inputs, int outputs, int kernel, int stride = 1, int dilation = 1)
    {
        long pad = (kernel - 1) * dilation / 2;
        return Node(
            "Conv",
            [input, Weights(outputs, inputs, kernel, kernel)],
            ("strides", new long[] { stride, stride }),
            ("dilations", new long[] { dilation, dilation }),
            ("pads", new long[] { pad, pad, pad, pad }));
    }

    public string Pool(string input, int factor)
    {
        long[] both = [factor, factor];
        return Node("MaxPool", [input], ("kernel_shape", both), ("strides", both));
    }

    public string Up(string input, int factor) => Node(
        "Resize",
        [input, "", Fractions(1, 1, factor, factor)],
        ("mode", "nearest"),
        ("coordinate_transformation_mode", "asymmetric"),
        ("nearest_mode", "floor"));

    /// <summary>Writes the model into a folder and opens it as a package with inputs of these axes.</summary>
    public ModelPackage Save(string folder, params ReadOnlySpan<string> letters)
    {
        string path = Path.Combine(folder, "weights.onnx");
        File.WriteAllBytes(path, Model.ToByteArray());
        return TestPackage.Around(path, letters);
    }

    private static AttributeProto Attribute(string name, object value)
    {
        AttributeProto attribute = new() { Name = name };
        switch (value)
        {
            case int number:
                attribute.Type = AttributeType.Int;
                attribute.I = number;
                break;
            case long[] numbers:
                attribute.Type = AttributeType.Ints;
                attribute.Ints.Add(numbers);
                break;
            case string text:
                attribute.Type = AttributeType.String;
                attribute.S = ByteString.CopyFromUtf8(text);
                break;
            case GraphProto graph:
                attribute.Type = AttributeType.Graph;
                attribute.G = graph;
                break;
            default:
                throw new NotSupportedException(value.GetType().Name);
        }

        return attribute;
    }

    private static ValueInfoProto Value(string name, int type, ReadOnlySpan<object> sizes)
    {
        TensorShapeProto shape = new();
        foreach (object size in sizes)
        {
            shape.Dim.Add(size is int length
                ? new TensorShapeProto.Types.Dimension { DimValue = length }
                : new TensorShapeProto.Types.Dimension { DimParam = (string)size });
        }

        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = type, Shape = shape } },
        };
    }
}
