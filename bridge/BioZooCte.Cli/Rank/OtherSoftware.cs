using BioZooCte.Cli.Rendering;
using BioZooCte.Results;
using BioZooCte.Sqlite;

namespace BioZooCte.Cli.Rank;

/// <summary>Says that what a store has of models is by other software, which may give other numbers.</summary>
internal static class OtherSoftware
{
    /// <summary>One note, or none; none where the store cannot be read any more, for the ranking is made.</summary>
    /// <param name="store">The store, after the ranking; null for none.</param>
    /// <param name="before">What was asked of it before the ranking.</param>
    /// <param name="software">This software.</param>
    public static IEnumerable<string> NotesOf(
        SqliteResults? store, IReadOnlyList<ModelQuestion> before, string software)
    {
        IReadOnlyList<ModelQuestion> after;
        try
        {
            after = store?.FindQuestions() ?? [];
        }
        catch (ResultsStoreException)
        {
            return [];
        }

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

        // Whether there are results at all is not looked up: a question may be of other images, or only have been claimed.
        return
        [
            $"what the store had to offer of {models} is by {Words.List([.. there.Except(here)])}; this is"
                + $" {Words.List([.. here.Except(there)])}, and what different software gives is not mixed.",
        ];
    }
}
