namespace BioZooCte.Sqlite;

/// <summary>What a merge took from one store.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Images">Images of models that are whole.</param>
/// <param name="Pairs">Pairs of predictions.</param>
/// <param name="Tiles">Parts of images that are not whole.</param>
/// <param name="Remarks">Reasons why images or models gave nothing, and ranges.</param>
public sealed record MergedStore(string Path, int Images, int Pairs, int Tiles, int Remarks);
