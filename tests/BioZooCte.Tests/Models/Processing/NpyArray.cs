using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

using BioZooCte.Tensors;

namespace BioZooCte.Tests.Models.Processing;

/// <summary>Reads the little-endian, C-order .npy files of version 1 that the reference values are.</summary>
internal static partial class NpyArray
{
    private const int LengthAt = 8;
    private const int HeaderAt = 10;

    public static AxisTensor Read(string path, string letters)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int length = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(LengthAt));
        string header = Encoding.ASCII.GetString(bytes, HeaderAt, length);
        Assert.Contains("'fortran_order': False", header, path);
        int[] sizes =
        [
            .. Sizes().Match(header).Groups[1].Value
                .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(size => int.Parse(size, CultureInfo.InvariantCulture)),
        ];
        AxisTensor tensor = new(TensorShape.Of(letters, sizes), TypeOf(Type().Match(header).Groups[1].Value));
        bytes.AsSpan(HeaderAt + length).CopyTo(tensor.Bytes);
        return tensor;
    }

    private static ElementType TypeOf(string code) => code switch
    {
        "b1" => ElementType.Bool,
        "u1" => ElementType.UInt8,
        "i1" => ElementType.Int8,
        "u2" => ElementType.UInt16,
        "i2" => ElementType.Int16,
        "u4" => ElementType.UInt32,
        "i4" => ElementType.Int32,
        "u8" => ElementType.UInt64,
        "i8" => ElementType.Int64,
        "f2" => ElementType.Float16,
        "f4" => ElementType.Float32,
        "f8" => ElementType.Float64,
        _ => throw new FormatException($"'{code}' is no element type."),
    };

    [GeneratedRegex(@"'shape': \(([^)]*)\)")]
    private static partial Regex Sizes();

    [GeneratedRegex(@"'descr': '[<|]([a-z]\d)'")]
    private static partial Regex Type();
}
