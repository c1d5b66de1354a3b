namespace BioZooCte.Instances;

/// <summary>Pixels that have one label in the first of two images and one in the second.</summary>
/// <param name="First">The label in the first image, 0 for background.</param>
/// <param name="Second">The label in the second image.</param>
/// <param name="Pixels">How many; above 0.</param>
internal readonly record struct LabelOverlap(int First, int Second, long Pixels);
