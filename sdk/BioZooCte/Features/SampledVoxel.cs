namespace BioZooCte.Features;

/// <summary>A voxel that was drawn.</summary>
/// <param name="Pixel">Its number in the case.</param>
/// <param name="Class">Its class.</param>
internal readonly record struct SampledVoxel(long Pixel, int Class);
