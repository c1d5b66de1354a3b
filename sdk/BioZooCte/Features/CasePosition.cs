namespace BioZooCte.Features;

/// <summary>A voxel of a case; 0 along axes that it lacks.</summary>
internal readonly record struct CasePosition(int Frame, int Slice, int Row, int Column)
{
    /// <summary>In words, such as <c>(t 0, z 3, y 17, x 5)</c>.</summary>
    public override string ToString() => $"(t {Frame}, z {Slice}, y {Row}, x {Column})";
}
