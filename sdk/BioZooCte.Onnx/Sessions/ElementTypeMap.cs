using BioZooCte.Onnx.Graph.Proto;
using BioZooCte.Tensors;

using Microsoft.ML.OnnxRuntime.Tensors;

namespace BioZooCte.Onnx.Sessions;

/// <summary>Element types as this library, ONNX files and the runtime name them.</summary>
internal static class ElementTypeMap
{
    /// <summary>The element type of an ONNX data type; null for strings and what else no tensor here holds.</summary>
    public static ElementType? FromOnnx(int dataType) => (TensorProto.Types.DataType)dataType switch
    {
        TensorProto.Types.DataType.Bool => ElementType.Bool,
        TensorProto.Types.DataType.Uint8 => ElementType.UInt8,
        TensorProto.Types.DataType.Int8 => ElementType.Int8,
        TensorProto.Types.DataType.Uint16 => ElementType.UInt16,
        TensorProto.Types.DataType.Int16 => ElementType.Int16,
        TensorProto.Types.DataType.Uint32 => ElementType.UInt32,
        TensorProto.Types.DataType.Int32 => ElementType.Int32,
        TensorProto.Types.DataType.Uint64 => ElementType.UInt64,
        TensorProto.Types.DataType.Int64 => ElementType.Int64,
        TensorProto.Types.DataType.Float16 => ElementType.Float16,
        TensorProto.Types.DataType.Float => ElementType.Float32,
        TensorProto.Types.DataType.Double => ElementType.Float64,
        _ => null,
    };

    /// <summary>The runtime's name of an element type.</summary>
    public static TensorElementType ToRuntime(ElementType type) => type switch
    {
        ElementType.Bool => TensorElementType.Bool,
        ElementType.UInt8 => TensorElementType.UInt8,
        ElementType.Int8 => TensorElementType.Int8,
        ElementType.UInt16 => TensorElementType.UInt16,
        ElementType.Int16 => TensorElementType.Int16,
        ElementType.UInt32 => TensorElementType.UInt32,
        ElementType.Int32 => TensorElementType.Int32,
        ElementType.UInt64 => TensorElementType.UInt64,
        ElementType.Int64 => TensorElementType.Int64,
        ElementType.Float16 => TensorElementType.Float16,
        ElementType.Float32 => TensorElementType.Float,
        ElementType.Float64 => TensorElementType.Double,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    /// <summary>The ONNX data type of an element type; the runtime numbers them as the files do.</summary>
    public static int ToOnnx(ElementType type) => (int)ToRuntime(type);

    /// <summary>The element type of a runtime's; null for what no tensor here holds.</summary>
    public static ElementType? FromRuntime(TensorElementType type) => FromOnnx((int)type);
}
