namespace BioZooCte.Results;

/// <summary>What is kept of a model on an image unperturbed.</summary>
/// <param name="Votes">
/// Its foreground at the positions where models are compared, a byte each, compressed; for <see cref="BioZooCte"/> alone
/// to read.
/// </param>
/// <param name="ChangesResult">Whether the image was cut into tiles though the result depends on that.</param>
/// <param name="Seconds">How long the unperturbed passes took, on one thread.</param>
public sealed record StoredSample(ReadOnlyMemory<byte> Votes, bool ChangesResult, double Seconds);
