namespace BioZooCte.Images.Tiff;

/// <summary>What is known of TIFF's compressions.</summary>
internal static class TiffCompression
{
    /// <summary>Samples as they are.</summary>
    public const int None = 1;

    /// <summary>LZW.</summary>
    public const int Lzw = 5;

    /// <summary>Deflate with zlib's frame.</summary>
    public const int Deflate = 8;

    /// <summary>The same under its old number.</summary>
    public const int OldDeflate = 32946;

    /// <summary>Runs of bytes.</summary>
    public const int PackBits = 32773;

    /// <summary>What messages say of those that can be read.</summary>
    public const string Supported = "none (1), LZW (5), Deflate (8, 32946) or PackBits (32773)";

    /// <summary>
    /// The most bytes that one compressed byte can become; null for a compression that is not supported.
    /// </summary>
    public static int? GreatestRatio(long compression) => compression switch
    {
        None => 1,
        Lzw => LzwBytes.GreatestRatio,
        Deflate or OldDeflate => ZLibBytes.GreatestRatio,
        PackBits => PackBitsBytes.GreatestRatio,
        _ => null,
    };

    /// <summary>The name of a compression.</summary>
    public static string Name(long compression) => compression switch
    {
        None => "none",
        2 => "CCITT RLE",
        3 => "CCITT fax 3",
        4 => "CCITT fax 4",
        Lzw => "LZW",
        6 => "old JPEG",
        7 => "JPEG",
        Deflate or OldDeflate => "Deflate",
        PackBits => "PackBits",
        33003 or 33004 or 33005 or 34712 => "JPEG 2000",
        34887 => "LERC",
        34925 => "LZMA",
        34933 => "PNG",
        22610 or 34934 => "JPEG XR",
        50000 => "Zstandard",
        50001 => "WebP",
        50002 => "JPEG XL",
        _ => "unknown",
    };
}
