using System.Globalization;

using BioZooCte.Ranking;

namespace BioZooCte;

/// <summary>Which models are shown, and on which image.</summary>
/// <param name="Best">The model that comes first.</param>
/// <param name="Last">The one that comes last; null where there is one alone.</param>
/// <param name="Image">The image, as the ranking calls it.</param>
/// <param name="Reason">Why this one, in a sentence.</param>
internal sealed record PicturedPair(ModelScore Best, ModelScore? Last, string Image, string Reason)
{
    /// <summary>The choice; null where no image has a score.</summary>
    /// <param name="models">Models with a score, in order.</param>
    public static PicturedPair? Of(IReadOnlyList<ModelScore> models)
    {
        if (models.Count == 0)
        {
            return null;
        }

        (string Image, double Score)[] best = ScoresOf(models[0]);
        if (models.Count == 1)
        {
            return best.Length == 0 ? null : OfOne(models[0], best.MinBy(one => one.Score));
        }

        Dictionary<string, double> last = ScoresOf(models[^1]).ToDictionary(StringComparer.Ordinal);
        (string Image, double Score)[] shared = [.. best.Where(one => last.ContainsKey(one.Image))];
        if (shared.Length == 0)
        {
            return null;
        }

        (string image, double score) = shared.MaxBy(one => Math.Abs(one.Score - last[one.Image]));
        string why = string.Create(
            CultureInfo.InvariantCulture,
            $"{image} is the image on which the scores of {models[0].Id} and {models[^1].Id} differ most: {score:0.000}"
                + $" against {last[image]:0.000}.");
        return new PicturedPair(models[0], models[^1], image, why);
    }

    private static PicturedPair OfOne(ModelScore model, (string Image, double Score) lowest) => new(
        model,
        Last: null,
        lowest.Image,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{lowest.Image} is the image on which {model.Id} has its lowest score: {lowest.Score:0.000}."));

    private static (string Image, double Score)[] ScoresOf(ModelScore model) =>
    [
        .. model.PerImage.Where(pair => pair.Score is not null)
            .GroupBy(pair => pair.Image, StringComparer.Ordinal)
            .Select(image => (image.Key, image.Average(pair => pair.Score!.Value))),
    ];
}
