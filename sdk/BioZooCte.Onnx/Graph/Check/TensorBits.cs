using BioZooCte.Onnx.Graph.Proto;

using DataType = BioZooCte.Onnx.Graph.Proto.TensorProto.Types.DataType;

namespace BioZooCte.Onnx.Graph.Check;

/// <summary>How much room the elements of ONNX tensors take, and in which field they stand.</summary>
internal static class TensorBits
{
    /// <summary>Bits an element takes in raw data; 8 for strings, which are never raw; 0 for no type.</summary>
    public static int PerElement(int dataType) => (DataType)dataType switch
    {
        DataType.Uint2 or DataType.Int2 => 2,
        DataType.Uint4 or DataType.Int4 or DataType.Float4E2M1 => 4,
        DataType.Bool or DataType.Uint8 or DataType.Int8 or DataType.String
            or DataType.Float8E4M3Fn or DataType.Float8E4M3Fnuz or DataType.Float8E5M2 or DataType.Float8E5M2Fnuz
            or DataType.Float8E8M0 => 8,
        DataType.Uint16 or DataType.Int16 or DataType.Float16 or DataType.Bfloat16 => 16,
        DataType.Uint32 or DataType.Int32 or DataType.Float => 32,
        DataType.Uint64 or DataType.Int64 or DataType.Double or DataType.Complex64 => 64,
        DataType.Complex128 => 128,
        _ => 0,
    };

    /// <summary>Bytes that elements take, the last byte filled up.</summary>
    public static long Bytes(long elements, int bits) => ((elements * bits) + 7) / 8;

    /// <summary>The values in the field of the tensor's type.</summary>
    public static long Stored(TensorProto tensor) => (DataType)tensor.DataType switch
    {
        DataType.Float or DataType.Complex64 => tensor.FloatData.Count,
        DataType.Double or DataType.Complex128 => tensor.DoubleData.Count,
        DataType.Int64 => tensor.Int64Data.Count,
        DataType.Uint32 or DataType.Uint64 => tensor.Uint64Data.Count,
        DataType.String => tensor.StringData.Count,
        _ => tensor.Int32Data.Count,
    };

    /// <summary>The values that elements take in that field: complex ones take two, small ones share one.</summary>
    public static long Expected(int dataType, long elements) => (DataType)dataType switch
    {
        DataType.Complex64 or DataType.Complex128 => 2 * elements,
        DataType.Uint4 or DataType.Int4 or DataType.Float4E2M1 or DataType.Uint2 or DataType.Int2 =>
            Bytes(elements, PerElement(dataType)),
        _ => elements,
    };
}
