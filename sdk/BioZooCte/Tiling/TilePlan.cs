namespace BioZooCte.Tiling;

/// <summary>The tiles of a sample.</summary>
/// <param name="Grid">The tiles.</param>
/// <param name="ChangesResult">Whether stitched tiles are known not to equal one pass over the whole sample.</param>
internal sealed record TilePlan(TileGrid Grid, bool ChangesResult);
