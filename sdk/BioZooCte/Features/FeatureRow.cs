namespace BioZooCte.Features;

/// <summary>A row of features that waits to be read.</summary>
/// <param name="Layer">The layer, deepest first.</param>
/// <param name="Position">The voxel of the case.</param>
/// <param name="Values">Where it goes; the layer's channels long.</param>
internal readonly record struct FeatureRow(int Layer, CasePosition Position, Memory<double> Values);
