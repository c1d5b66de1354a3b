using System.Collections.Immutable;

using BioZooCte.Estimation;
using BioZooCte.Results;

namespace BioZooCte.Sqlite;

/// <summary>What a store keeps of one model, asked with the same options by the same software.</summary>
/// <param name="Question">The model, the options and the software.</param>
public sealed record KeptModel(ModelQuestion Question)
{
    /// <summary>Images that are whole.</summary>
    public int Whole { get; init; }

    /// <summary>Images of which tiles are kept: somebody is at them, or was ended.</summary>
    public int UnderWay { get; init; }

    /// <summary>Images that gave nothing, with the reason.</summary>
    public int Failed { get; init; }

    /// <summary>Whether the model cannot be run as it was asked, with the reason.</summary>
    public bool IsRefused { get; init; }

    /// <summary>The perturbations, by name.</summary>
    public ImmutableArray<KeptPerturbation> Perturbations { get; init; } = [];

    /// <summary>When the last image was finished; null where none is.</summary>
    public DateTimeOffset? LastFinished { get; init; }

    /// <summary>The bytes of counts, votes and tiles.</summary>
    public long Bytes { get; init; }

    /// <summary>The options that are not the usual ones, as <c>name=value</c>.</summary>
    public ImmutableArray<string> UnusualOptions
    {
        get
        {
            HashSet<string> usual = [.. EstimationQuestion.UsualOptions.Split(' ')];
            List<string> unusual = [];
            bool isUsual = false;
            foreach (string word in Question.Options.Split(' '))
            {
                bool isRestOfValue = !word.Contains('=');
                isUsual = isRestOfValue ? isUsual : usual.Contains(word);
                if (!isUsual && isRestOfValue && unusual.Count > 0)
                {
                    unusual[^1] += $" {word}"; // a name with a blank in it
                }
                else if (!isUsual)
                {
                    unusual.Add(word);
                }
            }

            return [.. unusual];
        }
    }
}
