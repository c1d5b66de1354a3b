namespace BioZooCte.Tensors;

/// <summary>What is known of each <see cref="ElementType"/>: its size, its .NET type, its name in an RDF.</summary>
public static class ElementTypes
{
    /// <summary>Bytes an element takes.</summary>
    public static int SizeOf(this ElementType type) => type switch
    {
        ElementType.Bool or ElementType.UInt8 or ElementType.Int8 => 1,
        ElementType.UInt16 or ElementType.Int16 or ElementType.Float16 => 2,
        ElementType.UInt32 or ElementType.Int32 or ElementType.Float32 => 4,
        ElementType.UInt64 or ElementType.Int64 or ElementType.Float64 => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    /// <summary>Whether the type holds fractions.</summary>
    public static bool IsFloatingPoint(this ElementType type) =>
        type is ElementType.Float16 or ElementType.Float32 or ElementType.Float64;

    /// <summary>Whether the type is a signed or unsigned integer; <see cref="ElementType.Bool"/> is none.</summary>
    public static bool IsInteger(this ElementType type) =>
        type is >= ElementType.UInt8 and <= ElementType.Int64;

    /// <summary>The name used in RDFs and by numpy: <c>float32</c>, <c>uint8</c>, <c>bool</c> …</summary>
    public static string Name(this ElementType type) => type switch
    {
        ElementType.Bool => "bool",
        ElementType.UInt8 => "uint8",
        ElementType.Int8 => "int8",
        ElementType.UInt16 => "uint16",
        ElementType.Int16 => "int16",
        ElementType.UInt32 => "uint32",
        ElementType.Int32 => "int32",
        ElementType.UInt64 => "uint64",
        ElementType.Int64 => "int64",
        ElementType.Float16 => "float16",
        ElementType.Float32 => "float32",
        ElementType.Float64 => "float64",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    /// <summary>The type of a name such as <c>float32</c>; false if there is none of that name.</summary>
    public static bool TryParse(string? name, out ElementType type)
    {
        foreach (ElementType candidate in Enum.GetValues<ElementType>())
        {
            if (candidate.Name() == name)
            {
                type = candidate;
                return true;
            }
        }

        type = default;
        return false;
    }

    /// <summary>The element type that holds values of <typeparamref name="T"/>.</summary>
    /// <exception cref="NotSupportedException">No element type holds them.</exception>
    public static ElementType Of<T>()
        where T : unmanaged => default(T) switch
        {
            bool => ElementType.Bool,
            byte => ElementType.UInt8,
            sbyte => ElementType.Int8,
            ushort => ElementType.UInt16,
            short => ElementType.Int16,
            uint => ElementType.UInt32,
            int => ElementType.Int32,
            ulong => ElementType.UInt64,
            long => ElementType.Int64,
            Half => ElementType.Float16,
            float => ElementType.Float32,
            double => ElementType.Float64,
            _ => throw new NotSupportedException($"No tensor has elements of type {typeof(T)}."),
        };
}
