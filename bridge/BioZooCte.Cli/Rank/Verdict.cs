using System.Globalization;

using BioZooCte.Cli.Rendering;

namespace BioZooCte.Cli.Rank;

/// <summary>What a ranking says, in a sentence or two.</summary>
internal static class Verdict
{
    /// <summary>The sentence.</summary>
    public static string Of(RankingView ranking)
    {
        string verdict = OfFinished(ranking);
        string stopped = ranking.IsPartial ? $"Stopped early; from what was finished: {verdict}" : verdict;
        return ranking.Shard is string shard ? $"Partial, {shard}; from these alone: {stopped}" : stopped;
    }

    private static string OfFinished(RankingView ranking)
    {
        List<RankingRow> scored = [.. ranking.Models.Where(m => m.Rank is not null)];
        if (scored.Count == 0)
        {
            return "no model could be scored on these images.";
        }

        List<RankingRow> fitting = [.. scored.Where(m => !m.IsSetAside)];
        if (fitting.Count == 0)
        {
            string names = Words.List([.. scored.Select(m => m.Id)]);
            return $"no model suits these images: {names} ran, but the notes say why the score means nothing.";
        }

        RankingRow best = fitting[0];
        if (ranking.Structures is [StructureView structure] && structure.Flags.Contains("no-model-stands-firm"))
        {
            return NoneFits(best, structure);
        }

        string beware = best.Flags.Contains(FlagWords.MostlyForeground)
            ? " But it calls most of the images foreground, which makes any model look consistent."
            : "";
        return OfBest(best, fitting, scored.Count) + beware;
    }

    private static string NoneFits(RankingRow best, StructureView structure)
    {
        string firmness = string.Create(CultureInfo.InvariantCulture, $"{structure.Firmness:0.00}");
        return "none of these models seems to fit these images: those that lead do not stand by their answer (firmness"
            + $" {firmness}; expected 0.88 or more). {best.Id} comes first among them; look at what it finds.";
    }

    private static string OfBest(RankingRow best, List<RankingRow> fitting, int scored)
    {
        List<string> equals = [.. fitting.Skip(1).Where(m => m.TieGroup == best.TieGroup).Select(m => m.Id)];
        if (scored == 1)
        {
            return $"{best.Id} is the only model with a score: there is nothing to compare it with.";
        }

        if (best.Interval is null)
        {
            return $"{best.Id} comes first, but there is too little data to say how sure that is.";
        }

        if (equals.Count == 0)
        {
            return $"{best.Id} suits these images best.";
        }

        string rest = Words.List(equals);
        return equals.Count + 1 == fitting.Count && equals.Count > 1
            ? $"no model stands out: {rest} are as good as {best.Id} within the uncertainty."
            : $"{best.Id} suits these images best; {rest} {(equals.Count == 1 ? "is" : "are")} as good within the"
            + " uncertainty.";
    }
}
