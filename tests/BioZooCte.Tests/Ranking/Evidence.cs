using System.Collections.Immutable;

using BioZooCte.Consistency;
using BioZooCte.Ranking;

namespace BioZooCte.Tests.Ranking;

/// <summary>Evidence whose scores can be read off.</summary>
internal static class Evidence
{
    /// <summary>The pixels of a block.</summary>
    public const int Pixels = 1000;

    /// <summary>
    /// A block of 1,000 pixels: 100 are foreground, unperturbed, and so many of them stay, so that a
    /// hundredth of it is the score.
    /// </summary>
    public static PairCounts Block(int stay) => new()
    {
        Pixels = Pixels,
        Unperturbed = 100,
        Perturbed = stay,
        Intersection = stay,
        Differs = stay < 100,
    };

    /// <summary>A block in which nothing is foreground, though values differ.</summary>
    public static PairCounts EmptyBlock { get; } = new() { Pixels = Pixels, Differs = true };

    /// <summary>A pair of predictions from its blocks.</summary>
    public static PairEvidence Pair(string perturbation, params ImmutableArray<PairCounts> blocks) =>
        new(perturbation, 0, blocks, []);

    /// <summary>An image with one pair of one block.</summary>
    public static ImageEvidence Image(string source, int stay) => Image(source, [Block(stay)]);

    /// <summary>An image with one pair of these blocks.</summary>
    public static ImageEvidence Image(string source, ImmutableArray<PairCounts> blocks) =>
        new(source, null, [Pair("gamma:1.5", blocks)]);

    /// <summary>An image that gave nothing, of one pair.</summary>
    public static ImageEvidence Failed(string source, string error) =>
        new(source, error, [Pair("gamma:1.5")]);

    /// <summary>A model in /zoo.</summary>
    public static ModelEvidence Model(string id, params ImmutableArray<ImageEvidence> images) =>
        new() { Source = $"/zoo/{id}", Id = id, Images = images };

    /// <summary>
    /// A model in /zoo with images /images/00.tif, 01.tif … of one pair and one block each.
    /// </summary>
    public static ModelEvidence Model(string id, IEnumerable<int> stays) =>
        Model(id, [.. stays.Select((stay, i) => Image($"/images/{i:00}.tif", stay))]);

    /// <summary>Ranks with the default rules by <see cref="SharedForeground"/>.</summary>
    public static ModelRanking Rank(params IReadOnlyList<ModelEvidence> models) =>
        Rank(new RankingRules(), models);

    /// <summary>Ranks by <see cref="SharedForeground"/>.</summary>
    public static ModelRanking Rank(RankingRules rules, params IReadOnlyList<ModelEvidence> models) =>
        Ranker.Rank(models, new SharedForeground(), rules, isPartial: false);

    /// <summary>Ranks with the default rules by the distance of <see cref="SharedForeground"/>.</summary>
    public static ModelRanking RankByDistance(params IReadOnlyList<ModelEvidence> models) =>
        Ranker.Rank(models, new SharedForeground(isDistance: true), new RankingRules(), isPartial: true);

    /// <summary>The models' identifiers, in order.</summary>
    public static string Order(this ModelRanking ranking) =>
        string.Join(' ', ranking.Models.Select(m => m.Id));

    /// <summary>One model's entry.</summary>
    public static ModelScore Of(this ModelRanking ranking, string id) =>
        ranking.Models.Single(m => m.Id == id);
}
