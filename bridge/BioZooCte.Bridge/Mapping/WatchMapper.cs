using BioZooCte.Bridge.V1;
using BioZooCte.Models;
using BioZooCte.Reports;

namespace BioZooCte.Bridge.Mapping;

/// <summary>What happens in a watch, as messages.</summary>
/// <param name="nameOf">The name that clients know a model by, from its source.</param>
/// <param name="options">How models are ranked.</param>
/// <param name="backend">What runs them.</param>
internal sealed class WatchMapper(Func<string, string> nameOf, EstimationOptions options, IModelBackend backend)
{
    private readonly RankingMapper _rankings = new(nameOf);

    /// <summary>An event.</summary>
    public WatchRankingResponse ToMessage(WatchEvent happened) => happened switch
    {
        WatchEvent.ModelFound found => new WatchRankingResponse
        {
            ModelFound = new ModelFound { Model = nameOf(found.Source) },
        },
        WatchEvent.ModelIncomplete incomplete => new WatchRankingResponse
        {
            ModelIncomplete = new ModelIncomplete { Model = nameOf(incomplete.Source), Reason = incomplete.Reason },
        },
        WatchEvent.ModelGone gone => new WatchRankingResponse
        {
            ModelGone = new ModelGone { Model = nameOf(gone.Source) },
        },
        WatchEvent.ModelCrashed crashed => new WatchRankingResponse
        {
            ModelCrashed = new ModelCrashed { Model = nameOf(crashed.Source), Reason = crashed.Reason },
        },
        WatchEvent.ImageFound found => new WatchRankingResponse
        {
            ImageFound = new ImageFound { Image = Path.GetFileName(found.Source) },
        },
        WatchEvent.ImageGone gone => new WatchRankingResponse
        {
            ImageGone = new ImageGone { Image = Path.GetFileName(gone.Source) },
        },
        WatchEvent.ImageScored scored =>
            ToMessage(nameOf(scored.Model), scored.Image, scored.Pairs.Select(RankingMapper.ToMessage)),
        WatchEvent.NotRanked not => new WatchRankingResponse
        {
            NotRanked = new NotRanked { Reason = not.Reason },
        },
        WatchEvent.Ranked ranked => new WatchRankingResponse
        {
            Ranked = _rankings.ToMessage(new RankingReport(ranked.Ranking)
            {
                Options = EstimationDescription.OptionsOf(options),
                Software = EstimationDescription.SoftwareOf(backend),
            }),
        },
        _ => throw new ArgumentException($"There is no message for {happened.GetType().Name}.", nameof(happened)),
    };

    /// <summary>A model is done with an image.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="image">The image's path.</param>
    /// <param name="pairs">Its scores.</param>
    public static WatchRankingResponse ToMessage(string model, string image, IEnumerable<PairScore> pairs) => new()
    {
        ImageScored = new WatchedImageScored { Model = model, Image = Path.GetFileName(image), Pairs = { pairs } },
    };
}
