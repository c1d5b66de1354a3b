namespace BioZooCte.Results;

/// <summary>What a ranking reads of a kept pair of predictions.</summary>
/// <param name="Perturbation">As given, such as <c>gamma:1.5</c>.</param>
/// <param name="Run">From 0.</param>
/// <param name="Counts">Those of the image's parts and classes, for <see cref="BioZooCte"/> alone to read.</param>
public readonly record struct StoredCounts(string Perturbation, int Run, ReadOnlyMemory<byte> Counts);
