namespace BioZooCte.Images.Png;

/// <summary>PNG's colour types.</summary>
internal enum PngColor
{
    /// <summary>Gray.</summary>
    Gray = 0,

    /// <summary>Red, green, blue.</summary>
    Rgb = 2,

    /// <summary>Positions in a table of red, green, blue.</summary>
    Palette = 3,

    /// <summary>Gray and opacity.</summary>
    GrayAlpha = 4,

    /// <summary>Red, green, blue and opacity.</summary>
    Rgba = 6,
}
