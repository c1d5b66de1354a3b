using System.Collections.Immutable;

namespace BioZooCte.Features;

/// <summary>What a model says of one labelled case at sampled positions.</summary>
/// <param name="Layers">The case at each layer, deepest first.</param>
/// <param name="SourceProbabilities">
/// What the model itself predicts at the last layer's positions of the whole case, row by row: the probability of
/// background, then that of foreground, or of each of the model's classes where there are several. A row adds up to 1.
/// </param>
/// <param name="ChangesResult">Whether tiles are known not to give what one pass over the whole image gives.</param>
internal sealed record SampledCase(
    ImmutableArray<CaseFeatures> Layers, FeatureSamples SourceProbabilities, bool ChangesResult);
