using System.Collections.Immutable;

namespace BioZooCte.Features;

/// <summary>The voxels of a case at which one layer is read; each list in C order of the case.</summary>
/// <param name="Classes">Those of each class that occurs.</param>
/// <param name="Whole">Those of the whole case.</param>
internal sealed record LayerPositions(
    ImmutableSortedDictionary<int, IReadOnlyList<SampledVoxel>> Classes, IReadOnlyList<SampledVoxel> Whole);
