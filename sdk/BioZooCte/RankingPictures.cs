using System.Collections.Immutable;
using System.Globalization;

using BioZooCte.Errors;
using BioZooCte.Images;
using BioZooCte.Models;
using BioZooCte.Ranking;
using BioZooCte.Reports.Html;

namespace BioZooCte;

/// <summary>
/// Pictures for a report: of each structure the best and the last model, on the image on which their scores differ most.
/// </summary>
public sealed class RankingPictures
{
    private readonly IModelBackend _backend;
    private readonly EstimationOptions _options;

    /// <summary>What draws them.</summary>
    /// <param name="backend">What runs the networks.</param>
    /// <param name="options">How the models were ranked; null for the defaults.</param>
    public RankingPictures(IModelBackend backend, EstimationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(backend);
        _backend = backend;
        _options = options ?? new EstimationOptions();
    }

    /// <summary>
    /// Draws them: two models run once more on one image of each structure. Where a model fails, or a map takes more than
    /// 2 GiB, that structure has none.
    /// </summary>
    /// <param name="ranking">The ranking.</param>
    /// <param name="images">The paths of its images, as they were given.</param>
    /// <param name="cancellationToken">Ends it within a second.</param>
    public async Task<ImmutableArray<PictureGroup>> DrawAsync(
        ModelRanking ranking, IReadOnlyList<string> images, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        ArgumentNullException.ThrowIfNull(images);
        ConsistencyMapper mapper = new(_backend, _options, ranking.Sweep);
        IReadOnlyDictionary<string, string> paths = RankedImages.SourcesById(images);
        List<PictureGroup> groups = [];
        foreach (string structure in ranking.Structures.Select(s => s.Name))
        {
            ModelScore[] models = [.. ranking.Models.Where(m => m.Structure == structure && m.Score is not null)];
            PicturedPair? pair = PicturedPair.Of(models);
            if (pair is null || !paths.TryGetValue(pair.Image, out string? path))
            {
                continue;
            }

            try
            {
                groups.Add(await DrawAsync(mapper, structure, pair, path, cancellationToken).ConfigureAwait(false));
            }
            catch (Exception e) when (e is BioZooCteException or ArgumentException or IOException)
            {
                // The ranking stands without its pictures.
            }
        }

        return [.. groups];
    }

    private async Task<PictureGroup> DrawAsync(
        ConsistencyMapper mapper, string structure, PicturedPair pair, string path, CancellationToken cancellationToken)
    {
        MappedPlane best = MappedPlane.Of(
            await mapper.MapAsync(pair.Best.Source, path, cancellationToken).ConfigureAwait(false));
        MappedPlane? last = pair.Last is null
            ? null
            : MappedPlane.Of(await mapper.MapAsync(pair.Last.Source, path, cancellationToken).ConfigureAwait(false));
        using IImageSource source = ImageFile.Open(path, _options.Axes);
        GrayPlane image = await PicturedImage.ReadAsync(
            source, _options.Selection, best.Position, best.Planes, cancellationToken).ConfigureAwait(false);
        List<ReportPicture> pictures =
        [
            new(pair.Image, $"The image {pair.Image} in grey.", PicturePng.OfImage(image)),
            .. PicturesOf(pair.Best, best),
        ];
        if (pair.Last is not null && last is not null)
        {
            pictures.AddRange(PicturesOf(pair.Last, last));
            if (best.Height == last.Height && best.Width == last.Width)
            {
                pictures.Add(Difference(pair.Best.Id, best, pair.Last.Id, last));
            }
        }

        return new PictureGroup(structure, pair.Reason, [.. pictures]);
    }

    private IEnumerable<ReportPicture> PicturesOf(ModelScore model, MappedPlane plane)
    {
        double foreground = plane.ShareAbove((float)_options.Threshold);
        yield return new ReportPicture(
            $"{model.Id} (rank {model.Rank}): foreground",
            $"What {model.Id} takes for foreground, white: {Percent(foreground)} of the pixels.",
            PicturePng.OfShares(plane.Shrink(plane.Foreground)));
        double kept = plane.Consistency.Count(share => share >= 1) / (double)plane.Consistency.Length;
        yield return new ReportPicture(
            $"{model.Id}: where it keeps its answer (white) and where it does not (black)",
            $"{model.Id} keeps its answer on {Percent(kept)} of the pixels under every change.",
            PicturePng.OfShares(plane.Shrink(plane.Consistency)));
    }

    /// <summary>Orange and blue, which people who see no red or no green tell apart.</summary>
    private ReportPicture Difference(string bestId, MappedPlane best, string lastId, MappedPlane last)
    {
        float threshold = (float)_options.Threshold;
        float[] both = best.Where(last, (a, b) => a > threshold && b > threshold);
        float[] onlyBest = best.Where(last, (a, b) => a > threshold && !(b > threshold));
        float[] onlyLast = best.Where(last, (a, b) => !(a > threshold) && b > threshold);
        double differ = (onlyBest.Sum(v => (double)v) + onlyLast.Sum(v => (double)v)) / best.Foreground.Length;
        return new ReportPicture(
            $"Where they disagree: orange only {bestId}, blue only {lastId}, grey both",
            $"{bestId} and {lastId} disagree on {Percent(differ)} of the pixels.",
            PicturePng.OfParts(
                (best.Shrink(both), 0xC8C8C8),
                (best.Shrink(onlyBest), 0xE69F00),
                (best.Shrink(onlyLast), 0x56B4E9)));
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %");
}
