using BioZooCte.Tensors;

namespace BioZooCte.Images.Npy;

/// <summary>numpy's short names of element types, such as <c>&lt;f4</c>.</summary>
internal static class NpyElements
{
    /// <summary>The name of a type, little-endian.</summary>
    public static string Description(ElementType type) => type switch
    {
        ElementType.Bool => "|b1",
        ElementType.UInt8 => "|u1",
        ElementType.Int8 => "|i1",
        ElementType.Float16 or ElementType.Float32 or ElementType.Float64 => $"<f{type.SizeOf()}",
        ElementType.UInt16 or ElementType.UInt32 or ElementType.UInt64 => $"<u{type.SizeOf()}",
        _ => $"<i{type.SizeOf()}",
    };

    /// <summary>The type and byte order of a name; null if no tensor has such elements.</summary>
    public static (ElementType Type, bool IsBigEndian)? Parse(string description)
    {
        if (description.Length != 3 || !"<>|=".Contains(description[0], StringComparison.Ordinal))
        {
            return null;
        }

        ElementType? type = description[1..] switch
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
            _ => null,
        };
        return type is ElementType known ? (known, description[0] == '>') : null;
    }
}
