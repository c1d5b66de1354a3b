namespace BioZooCte.Results;

/// <summary>What is kept of a part of an image until the image is whole.</summary>
/// <param name="Tile">The tile's place among those of the image.</param>
/// <param name="Perturbation">Of the pair that was counted, such as <c>gamma:1.5</c>; empty for what is unperturbed.</param>
/// <param name="Run">The pair's run, from 0.</param>
/// <param name="Data">The tile's counts or votes; for <see cref="BioZooCte"/> alone to read.</param>
public sealed record StoredTile(int Tile, string Perturbation, int Run, ReadOnlyMemory<byte> Data);
