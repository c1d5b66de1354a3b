namespace BioZooCte.Images.Tiff;

/// <summary>What is known of TIFF's colour spaces.</summary>
internal static class TiffPhotometric
{
    /// <summary>Gray, the lowest value white.</summary>
    public const int WhiteIsZero = 0;

    /// <summary>Gray.</summary>
    public const int BlackIsZero = 1;

    /// <summary>Red, green, blue.</summary>
    public const int Rgb = 2;

    /// <summary>Positions in a table of colours.</summary>
    public const int Palette = 3;

    /// <summary>Whether a pixel belongs to something.</summary>
    public const int Mask = 4;

    /// <summary>The name of a colour space.</summary>
    public static string Name(long photometric) => photometric switch
    {
        WhiteIsZero => "WhiteIsZero",
        BlackIsZero => "BlackIsZero",
        Rgb => "RGB",
        Palette => "palette",
        Mask => "mask",
        5 => "CMYK",
        6 => "YCbCr",
        8 => "CIE L*a*b*",
        9 => "ICC L*a*b*",
        10 => "ITU L*a*b*",
        32803 => "colour filter array",
        32844 or 32845 => "LogLuv",
        34892 => "linear raw",
        _ => "unknown",
    };
}
