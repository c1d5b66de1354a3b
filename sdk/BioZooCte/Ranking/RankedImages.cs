using System.Collections.Immutable;

namespace BioZooCte.Ranking;

/// <summary>
/// The images of a ranking: those that any model reached, each with a position that depends neither on the
/// order of the models nor on that of the images.
/// </summary>
internal sealed class RankedImages
{
    private readonly Dictionary<(string Source, int Occurrence), int> _positions = [];
    private volatile Placed _last = new([], []);

    /// <summary>The images of all models.</summary>
    public RankedImages(IReadOnlyList<ModelEvidence> models)
    {
        // Most models have the same images as the one before.
        IEnumerable<ModelEvidence> others =
            models.Where((model, i) => i == 0 || !AreSame(model.Images, models[i - 1].Images));
        ImmutableArray<(string Source, int Occurrence)> keys =
        [
            .. others.SelectMany(model => Keys(model.Images.Select(image => image.Source)))
                .Distinct()
                .OrderBy(key => key.Source, StringComparer.Ordinal)
                .ThenBy(key => key.Occurrence),
        ];
        for (int i = 0; i < keys.Length; i++)
        {
            _positions.Add(keys[i], i);
        }

        Ids = IdsOf(keys);
    }

    /// <summary>For each position the shortest end of the image's path that no other image has.</summary>
    public ImmutableArray<string> Ids { get; }

    /// <summary>The number of images.</summary>
    public int Count => Ids.Length;

    /// <summary>The position of each of a model's images. Asked from many threads.</summary>
    public ImmutableArray<int> PositionsOf(ModelEvidence model)
    {
        Placed last = _last;
        if (!AreSame(model.Images, last.Images))
        {
            last = new Placed(
                model.Images, [.. Keys(model.Images.Select(image => image.Source)).Select(key => _positions[key])]);
            _last = last;
        }

        return last.Positions;
    }

    /// <summary>The paths of a ranking's images by what it calls them.</summary>
    public static IReadOnlyDictionary<string, string> SourcesById(IEnumerable<string> sources)
    {
        (string Source, int Occurrence)[] keys =
            [.. Keys(sources).OrderBy(key => key.Source, StringComparer.Ordinal).ThenBy(key => key.Occurrence)];
        return IdsOf(keys).Zip(keys).ToDictionary(pair => pair.First, pair => pair.Second.Source, StringComparer.Ordinal);
    }

    private static bool AreSame(ImmutableArray<ImageEvidence> some, ImmutableArray<ImageEvidence> others)
    {
        bool areSame = some.Length == others.Length;
        for (int i = 0; i < some.Length && areSame; i++)
        {
            areSame = some[i].Source == others[i].Source;
        }

        return areSame;
    }

    /// <summary>An image that is given twice is two images.</summary>
    private static IEnumerable<(string Source, int Occurrence)> Keys(IEnumerable<string> sources)
    {
        Dictionary<string, int> occurrences = new(StringComparer.Ordinal);
        foreach (string source in sources)
        {
            int occurrence = occurrences.GetValueOrDefault(source);
            occurrences[source] = occurrence + 1;
            yield return (source, occurrence);
        }
    }

    private static ImmutableArray<string> IdsOf(IEnumerable<(string Source, int Occurrence)> keys) =>
        PathSuffixes.ShortestUnique([.. keys.Select(key => PathSuffixes.Parts(key.Source))]);

    private sealed record Placed(ImmutableArray<ImageEvidence> Images, ImmutableArray<int> Positions);
}
