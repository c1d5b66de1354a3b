namespace BioZooCte.Images;

/// <summary>Decoded rows that follow one another.</summary>
/// <param name="FirstRow">The first one's place in its segment.</param>
/// <param name="Bytes">Their elements.</param>
internal sealed record RowBand(int FirstRow, byte[] Bytes);
