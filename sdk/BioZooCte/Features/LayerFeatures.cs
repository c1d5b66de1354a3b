using System.Collections.Immutable;

namespace BioZooCte.Features;

/// <summary>What one layer of a network says of all cases.</summary>
/// <param name="Layer">The layer's name in the weights.</param>
/// <param name="Cases">The cases; the same for every layer of a network.</param>
public sealed record LayerFeatures(string Layer, ImmutableArray<CaseFeatures> Cases);
