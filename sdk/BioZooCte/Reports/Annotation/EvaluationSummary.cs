using System.Collections.Immutable;
using System.Globalization;

namespace BioZooCte.Reports.Annotation;

/// <summary>What an evaluation means, and how it was made, in words.</summary>
internal static class EvaluationSummary
{
    /// <summary>The program's name, as reports have it.</summary>
    public const string Program = "BioZooCte";

    /// <summary>The program's version; <c>unknown</c> where the report does not tell.</summary>
    public static string VersionOf(ReportedRanking ranking) =>
        ranking.Software.FirstOrDefault(software => software.Key == Program).Value ?? "unknown";

    /// <summary>The words.</summary>
    /// <param name="ranking">The ranking.</param>
    /// <param name="entries">The model's entries in it that have a score, one for each structure.</param>
    public static string Of(ReportedRanking ranking, ImmutableArray<ReportedModel> entries)
    {
        List<string> sentences =
        [
            $"Estimated without labels by {Listed(ranking.Software.Select(s => $"{s.Key} {s.Value}"))}: the scores say how"
            + " steady the model's answer is and how far it agrees with other models; they are no measurement against"
            + " labels.",
        ];
        foreach (ReportedModel entry in entries)
        {
            sentences.AddRange(OnPlace(ranking, entry));
        }

        if (ranking.IsPartial)
        {
            sentences.Add("The run was ended before all models had seen all images.");
        }

        sentences.Add($"Options: {string.Join("; ", ranking.Options.Select(o => $"{o.Key} {o.Value}"))}.");
        return string.Join(' ', sentences);
    }

    private static IEnumerable<string> OnPlace(ReportedRanking ranking, ReportedModel entry)
    {
        ReportedStructure structure = entry.Structure!;
        int ranked = ranking.Models.Count(m => m.Structure == structure && m.Rank is not null);
        string[] tied = [.. ranking.Models
            .Where(m => m.Structure == structure && m.TieGroup is not null && m.TieGroup == entry.TieGroup)
            .Select(m => m.Id).Where(id => id != entry.Id)];
        string interval = entry.Interval is [double low, double high]
            ? $" (interval {Number(low)} to {Number(high)})"
            : "";
        string place = entry.Rank is int rank ? rank.ToString(CultureInfo.InvariantCulture) : "?";
        yield return $"Place {place} of {ranked} among the models of {structure.Name}, ordered by {structure.Estimator}, with {Number(entry.Score!.Value)}{interval} on"
            + $" {entry.Scored} of {entry.Images} images.";
        if (tied.Length > 0)
        {
            yield return $"It stands in one tie group with {Listed(tied)}: the images do not tell them apart from the"
                + " group's first.";
        }

        if (structure.Firmness is double firmness)
        {
            yield return $"Those who lead the consensus stand by it to {Number(firmness)} (firmness).";
        }

        string[] flags = [.. structure.Flags, .. entry.Flags];
        if (flags.Length > 0)
        {
            yield return $"Flags: {Listed(flags)}.";
        }
    }

    private static string Listed(IEnumerable<string> texts)
    {
        string[] all = [.. texts];
        return all.Length > 1 ? $"{string.Join(", ", all.SkipLast(1))} and {all[^1]}" : string.Concat(all);
    }

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
