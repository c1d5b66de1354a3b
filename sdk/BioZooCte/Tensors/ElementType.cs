namespace BioZooCte.Tensors;

/// <summary>The type of a tensor's or an image's elements.</summary>
public enum ElementType
{
    /// <summary>One byte an element, 0 or 1.</summary>
    Bool,

    /// <summary>Unsigned 8 bit integer.</summary>
    UInt8,

    /// <summary>Signed 8 bit integer.</summary>
    Int8,

    /// <summary>Unsigned 16 bit integer.</summary>
    UInt16,

    /// <summary>Signed 16 bit integer.</summary>
    Int16,

    /// <summary>Unsigned 32 bit integer.</summary>
    UInt32,

    /// <summary>Signed 32 bit integer.</summary>
    Int32,

    /// <summary>Unsigned 64 bit integer.</summary>
    UInt64,

    /// <summary>Signed 64 bit integer.</summary>
    Int64,

    /// <summary>IEEE 754 half precision.</summary>
    Float16,

    /// <summary>IEEE 754 single precision.</summary>
    Float32,

    /// <summary>IEEE 754 double precision.</summary>
    Float64,
}
