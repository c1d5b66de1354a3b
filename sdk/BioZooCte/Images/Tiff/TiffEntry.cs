namespace BioZooCte.Images.Tiff;

/// <summary>An entry of a directory.</summary>
/// <param name="Type">TIFF's number of the values' type.</param>
/// <param name="Count">How many values.</param>
/// <param name="Field">The values where they fit, else their offset, as stored.</param>
internal sealed record TiffEntry(int Type, ulong Count, byte[] Field)
{
    /// <summary>Bytes of one value; 0 for a type that TIFF does not have.</summary>
    public int ValueLength => Type switch
    {
        1 or 2 or 6 or 7 => 1,
        3 or 8 => 2,
        4 or 9 or 11 or 13 => 4,
        5 or 10 or 12 or 16 or 17 or 18 => 8,
        _ => 0,
    };
}
