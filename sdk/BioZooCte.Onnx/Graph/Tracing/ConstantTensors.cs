using System.Buffers.Binary;

using BioZooCte.Onnx.Graph.Proto;

using DataType = BioZooCte.Onnx.Graph.Proto.TensorProto.Types.DataType;

namespace BioZooCte.Onnx.Graph.Tracing;

/// <summary>Tensors that stand in the weights; the values of small ones.</summary>
internal static class ConstantTensors
{
    /// <summary>Reads a checked tensor.</summary>
    public static TracedTensor Read(TensorProto tensor) => Read(tensor, tensor.Name);

    /// <summary>Reads a checked tensor under another name.</summary>
    public static TracedTensor Read(TensorProto tensor, string name)
    {
        long elements = tensor.Dims.Aggregate(1L, (product, size) => product * size);
        return new TracedTensor(name, [.. tensor.Dims], tensor.DataType)
        {
            Values = elements <= SmallValues.Most && ReadValues(tensor, (int)elements) is double[] items
                ? SmallValues.Constant(items)
                : null,
        };
    }

    private static double[]? ReadValues(TensorProto tensor, int count)
    {
        if (tensor.DataLocation == TensorProto.Types.DataLocation.External)
        {
            return null;
        }

        ReadOnlySpan<byte> raw = tensor.RawData.Span;
        bool isRaw = tensor.HasRawData;
        double[] items = new double[count];
        for (int i = 0; i < count; i++)
        {
            switch ((DataType)tensor.DataType)
            {
                case DataType.Int64:
                    items[i] = isRaw ? BinaryPrimitives.ReadInt64LittleEndian(raw[(8 * i)..]) : tensor.Int64Data[i];
                    break;
                case DataType.Int32:
                    items[i] = isRaw ? BinaryPrimitives.ReadInt32LittleEndian(raw[(4 * i)..]) : tensor.Int32Data[i];
                    break;
                case DataType.Float:
                    items[i] = isRaw ? BinaryPrimitives.ReadSingleLittleEndian(raw[(4 * i)..]) : tensor.FloatData[i];
                    break;
                case DataType.Double:
                    items[i] = isRaw ? BinaryPrimitives.ReadDoubleLittleEndian(raw[(8 * i)..]) : tensor.DoubleData[i];
                    break;
                case DataType.Float16:
                    items[i] = (double)(isRaw
                        ? BinaryPrimitives.ReadHalfLittleEndian(raw[(2 * i)..])
                        : BitConverter.Int16BitsToHalf((short)tensor.Int32Data[i]));
                    break;
                case DataType.Bool or DataType.Uint8:
                    items[i] = isRaw ? raw[i] : tensor.Int32Data[i];
                    break;
                default:
                    return null;
            }
        }

        return items;
    }
}
