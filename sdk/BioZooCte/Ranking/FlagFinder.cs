using System.Collections.Immutable;

namespace BioZooCte.Ranking;

/// <summary>Finds what is to be known of a model before its score is trusted.</summary>
internal static class FlagFinder
{
    /// <summary>
    /// The flags of the evidence and of its foreground rule, then those that the scores show. Images that
    /// failed say nothing about what a model predicts: they count neither for it nor against it.
    /// </summary>
    public static ImmutableArray<string> Find(MeasuredModel model, RankingRules rules, bool hasInterval)
    {
        List<string> flags = [.. model.Evidence.Flags, .. model.Evidence.Foreground?.Flags ?? []];
        if (model.Evidence.Error is null)
        {
            int predicted = model.Scored.Length + model.Empty;
            AddIf(
                predicted > 0 && model.Scored.Length < rules.LeastScoredShare * predicted,
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
