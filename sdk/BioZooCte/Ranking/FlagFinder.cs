using System.Collections.Immutable;

namespace BioZooCte.Ranking;

/// <summary>Finds what is to be known of a model before its score is trusted.</summary>
internal static class FlagFinder
{
    /// <summary>
    /// The flags of the evidence and of its foreground rule, then those that the scores show.
    /// </summary>
    public static ImmutableArray<string> Find(MeasuredModel model, RankingRules rules, bool hasInterval)
    {
        List<string> flags = [.. model.Evidence.Flags, .. model.Evidence.Foreground?.Flags ?? []];
        if (model.Evidence.Error is null)
        {
            AddIf(
                model.Scored.Length < rules.LeastScoredShare * model.Images.Length,
                ModelFlags.PredictsNothing);
            AddIf(model.Foreground > rules.EverythingShare, ModelFlags.PredictsEverything);
            AddIf(model.Foreground > rules.MostlyForegroundShare, ModelFlags.MostlyForeground);
            AddIf(
                model.Images.Any(image => !image.Pairs.IsEmpty) && !model.Images.Any(image => image.Differs),
                ModelFlags.Insensitive);
            AddIf(model.Score is not null && !hasInterval, ModelFlags.TooLittleData);
        }

        return [.. flags.Distinct(StringComparer.Ordinal)];

        void AddIf(bool condition, string flag)
        {
            if (condition)
            {
                flags.Add(flag);
            }
        }
    }
}
