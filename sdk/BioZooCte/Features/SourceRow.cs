namespace BioZooCte.Features;

/// <summary>A row of the model's own probabilities that waits to be read.</summary>
/// <param name="Position">The voxel of the case.</param>
/// <param name="Values">Where it goes: background, then what is not.</param>
internal readonly record struct SourceRow(CasePosition Position, Memory<double> Values);
