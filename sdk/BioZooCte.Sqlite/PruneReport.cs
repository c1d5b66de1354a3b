using System.Collections.Immutable;

namespace BioZooCte.Sqlite;

/// <summary>What was dropped from a store, or would have been.</summary>
/// <param name="Models">Of which models, and how many images of each; by name.</param>
/// <param name="Pairs">Pairs of predictions.</param>
/// <param name="Tiles">Parts of images that are not whole.</param>
/// <param name="Remarks">Reasons why images or models gave nothing, and ranges.</param>
/// <param name="Claims">Claims of processes that are gone.</param>
/// <param name="Spared">Images of models that would have gone if a running process did not claim them.</param>
/// <param name="BytesFreed">How much smaller the file is; what it would be, about, where nothing was changed.</param>
public sealed record PruneReport(
    ImmutableArray<PrunedModel> Models, int Pairs, int Tiles, int Remarks, int Claims, int Spared, long BytesFreed)
{
    /// <summary>
    /// Why the file could not be made smaller, such as for lack of room for a copy of what stays; null where it was. What
    /// was dropped is gone all the same, and its room in the file is used again.
    /// </summary>
    public string? WhyNotSmaller { get; init; }
}
