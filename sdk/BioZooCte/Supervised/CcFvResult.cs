using System.Collections.Immutable;

namespace BioZooCte.Supervised;

/// <summary>What CC-FV says of a network.</summary>
/// <param name="Score">
/// The mean over layers, in the program's variant the sum; any real number or −∞, higher is better.
/// </param>
/// <param name="Layers">What each layer says, deepest first.</param>
public sealed record CcFvResult(SupervisedScore Score, ImmutableArray<CcFvLayer> Layers);
