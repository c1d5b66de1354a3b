using System.Collections.Immutable;
using System.Globalization;

using BioZooCte.Cli.Rendering;

namespace BioZooCte.Cli.Rank;

/// <summary>What is to be said of the models of one structure as a whole.</summary>
internal static class StructureWords
{
    /// <summary>A heading, such as <c>nuclei: 8 models on 6 images, firmness 0.94</c>.</summary>
    public static string Heading(RankingView part)
    {
        StructureView structure = part.Structures[0];
        string firmness = structure.Firmness is double value
            ? string.Create(CultureInfo.InvariantCulture, $", firmness {value:0.00}")
            : "";
        int images = part.Models.Select(m => m.Images).DefaultIfEmpty(0).Max();
        return $"{structure.Name}: {Words.Count(part.Models.Length, "model")} on {Words.Count(images, "image")}"
            + firmness;
    }

    /// <summary>Sentences under the table.</summary>
    public static IEnumerable<string> Remarks(RankingView part)
    {
        if (part.Models.Any(m => m.Agreement is not null))
        {
            yield return Order(part);
        }

        if (part.Models.Any(m => m.EstimatedF1 is not null))
        {
            yield return "expected F1 (optimistic): F1 against the consensus of the other models; against labels it is"
                + " mostly somewhat lower.";
        }

        foreach (IGrouping<int?, RankingRow> vote in part.Models
            .GroupBy(m => m.VoteGroup).Where(g => g.Key is not null && g.Count() > 1))
        {
            yield return $"{Words.List([.. vote.Select(m => m.Id)], most: 8)} share one vote: the same weights, versions"
                + " of one model, or the same parent.";
        }

        foreach (StructureView structure in part.Structures)
        {
            foreach (string remark in OnGroup(structure))
            {
                yield return remark;
            }
        }
    }

    private static IEnumerable<string> OnGroup(StructureView structure)
    {
        if (structure.Camps is [ImmutableArray<string> first, ImmutableArray<string> second])
        {
            yield return $"The models split into two camps that contradict each other: {Words.List(first, most: 8)}; and"
                + $" {Words.List(second, most: 8)}. One of them is wrong: look at a picture of each.";
        }

        if (structure.Flags.Contains("too-few-votes"))
        {
            yield return "too-few-votes: fewer than three models can be compared, so they have no score by what was"
                + " asked for; --estimator cte gives them one.";
        }
    }

    private static string Order(RankingView part) => part.Estimator switch
    {
        "combined" => $"Ordered by combined: {part.Metric} (how a model stands by its own answer) × agreement (with the"
            + " other models).",
        "agreement" => "Ordered by agreement with the other models.",
        _ => $"Ordered by {part.Metric} (how a model stands by its own answer); agreement with the other models is"
            + " shown and not used.",
    };
}
