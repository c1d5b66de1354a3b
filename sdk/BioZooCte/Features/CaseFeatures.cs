using System.Collections.Immutable;

namespace BioZooCte.Features;

/// <summary>What one layer of a network says of one labelled image or volume, at sampled positions.</summary>
/// <param name="Case">The image's name.</param>
/// <param name="Classes">
/// For each class that occurs, positions drawn from it; class 0 is background. The numbers may differ.
/// </param>
/// <param name="Whole">Positions drawn from the whole case, whatever their class.</param>
/// <param name="WholeLabels">The class at each row of <paramref name="Whole"/>.</param>
public sealed record CaseFeatures(
    string Case,
    ImmutableSortedDictionary<int, FeatureSamples> Classes,
    FeatureSamples Whole,
    ImmutableArray<int> WholeLabels);
