using System.Collections.Immutable;

namespace BioZooCte.Ranking;

/// <summary>
/// The images of a ranking: those that any model reached, each with a position that depends neither on the
/// order of the models nor on that of the images.
/// </summary>
internal sealed class RankedImages
{
    private readonly Dictionary<(string Source, int Occurrence), int> _positions = [];

    /// <summary>The images of all models.</summary>
    public RankedImages(IEnumerable<ModelEvidence> models)
    {
        ImmutableArray<(string Source, int Occurrence)> keys =
        [
            .. models.SelectMany(model => Keys(model.Images))
                .Distinct()
                .OrderBy(key => key.Source, StringComparer.Ordinal)
                .ThenBy(key => key.Occurrence),
        ];
        for (int i = 0; i < keys.Length; i++)
        {
            _positions.Add(keys[i], i);
        }

        Ids = PathSuffixes.ShortestUnique([.. keys.Select(key => PathSuffixes.Parts(key.Source))]);
    }

    /// <summary>For each position the shortest end of the image's path that no other image has.</summary>
    public ImmutableArray<string> Ids { get; }

    /// <summary>The number of images.</summary>
    public int Count => Ids.Length;

    /// <summary>The position of each of a model's images.</summary>
    public ImmutableArray<int> PositionsOf(ModelEvidence model) =>
        [.. Keys(model.Images).Select(key => _positions[key])];

    /// <summary>An image that is given twice is two images.</summary>
    private static IEnumerable<(string Source, int Occurrence)> Keys(ImmutableArray<ImageEvidence> images)
    {
        Dictionary<string, int> occurrences = new(StringComparer.Ordinal);
        foreach (ImageEvidence image in images)
        {
            int occurrence = occurrences.GetValueOrDefault(image.Source);
            occurrences[image.Source] = occurrence + 1;
            yield return (image.Source, occurrence);
        }
    }
}
