using BioZooCte.Consistency;

namespace BioZooCte.Results;

/// <summary>What is kept of one pair of predictions: a model on an image as it is, and perturbed.</summary>
/// <param name="Perturbation">As given, such as <c>gamma:1.5</c>.</param>
/// <param name="Run">From 0.</param>
/// <param name="Total">The counts of the whole image.</param>
/// <param name="Counts">Those of its parts and classes, for <see cref="BioZooCte"/> alone to read.</param>
/// <param name="Seconds">How long the perturbed pass and the counting took, on one thread.</param>
public sealed record StoredPair(
    string Perturbation, int Run, PairCounts Total, ReadOnlyMemory<byte> Counts, double Seconds);
