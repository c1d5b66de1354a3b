using System.Collections.Immutable;
using System.Text.Json;

namespace BioZooCte.Segmentation;

/// <summary>
/// The structures that models segment and the words that say so: <c>structures.json</c>, embedded in the assembly.
/// </summary>
public static class KnownStructures
{
    /// <summary>The name of what a model segments that does not say it.</summary>
    public const string Unstated = "unstated";

    private const string Resource = "BioZooCte.Segmentation.structures.json";

    private static readonly ImmutableArray<(string Name, ImmutableArray<string> Phrase)> Phrases = Load();

    /// <summary>The names, such as <c>nuclei</c> or <c>mitochondria</c>; <see cref="Unstated"/> comes last.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Phrases.Select(p => p.Name).Distinct(), Unstated];

    /// <summary>
    /// The structures that a text names, each with the words that do. Words end at anything but a letter, and where
    /// a capital follows a small letter; of phrases that begin at one word the longest counts.
    /// </summary>
    internal static IEnumerable<(string Name, string Words)> FindIn(string text)
    {
        string[] words = [.. WordsOf(text)];
        for (int i = 0; i < words.Length;)
        {
            (string Name, ImmutableArray<string> Phrase) longest = Phrases
                .Where(p => words.AsSpan(i).StartsWith(p.Phrase.AsSpan()))
                .OrderByDescending(p => p.Phrase.Length)
                .FirstOrDefault();
            if (longest.Name is not null)
            {
                yield return (longest.Name, string.Join(' ', longest.Phrase));
            }

            i += longest.Name is null ? 1 : longest.Phrase.Length;
        }
    }

    private static IEnumerable<string> WordsOf(string text)
    {
        int start = 0;
        for (int i = 1; i <= text.Length; i++)
        {
            bool isEnd = i == text.Length
                || char.IsLetter(text[i]) != char.IsLetter(text[i - 1])
                || (char.IsUpper(text[i]) && char.IsLower(text[i - 1]));
            if (isEnd)
            {
                if (char.IsLetter(text[start]))
                {
                    yield return text[start..i].ToLowerInvariant();
                }

                start = i;
            }
        }
    }

    private static ImmutableArray<(string Name, ImmutableArray<string> Phrase)> Load()
    {
        using Stream stream = typeof(KnownStructures).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly has no resource {Resource}.");
        using JsonDocument document = JsonDocument.Parse(stream);
        return
        [
            .. document.RootElement.EnumerateObject().SelectMany(structure => structure.Value.EnumerateArray()
                .Select(phrase => (structure.Name, phrase.GetString()!.Split(' ').ToImmutableArray()))),
        ];
    }
}
