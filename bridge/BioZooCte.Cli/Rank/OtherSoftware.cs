using BioZooCte.Cli.Rendering;
using BioZooCte.Results;

namespace BioZooCte.Cli.Rank;

/// <summary>Says why models were run that a store has results of: other software may give other numbers.</summary>
internal static class OtherSoftware
{
    /// <summary>One note, or none.</summary>
    /// <param name="before">What was asked of the store before the ranking.</param>
    /// <param name="after">What was after it.</param>
    /// <param name="software">This software.</param>
    public static IEnumerable<string> NotesOf(
        IReadOnlyList<ModelQuestion> before, IReadOnlyList<ModelQuestion> after, string software)
    {
        ModelQuestion[] added = [.. after.Except(before).Where(one => one.Software == software)];
        ModelQuestion[] others =
            [.. before.Where(other => added.Any(one => (one.Model, one.Options) == (other.Model, other.Options)))];
        if (others.Length == 0)
        {
            return [];
        }

        string[] here = software.Split("; ");
        string[] there = others[^1].Software.Split("; ");
        string models = Words.Count(others.Select(one => (one.Model, one.Options)).Distinct().Count(), "model");
        return
        [
            $"{models} had to be run though the store has results: those are by {Words.List([.. there.Except(here)])}, this is"
                + $" {Words.List([.. here.Except(there)])}, and what different software gives is not mixed.",
        ];
    }
}
