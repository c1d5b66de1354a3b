using BioZooCte.Cli.Rendering;
using BioZooCte.Ranking;

using Spectre.Console;

namespace BioZooCte.Cli.Rank;

/// <summary>Shows a ranking: what it says, the table, what the notes mean, what could not run and why.</summary>
internal static class RankingRenderer
{
    /// <summary>The length of a name beside which notes still have room.</summary>
    private const int LongestNoted = 40;

    /// <summary>Writes it.</summary>
    public static void Write(IAnsiConsole console, RankingView ranking)
    {
        foreach (RankingView part in ranking.Parts)
        {
            WritePart(console, part);
        }

        WriteMeanings(console, ranking);
        WriteFailures(console, ranking);
        WriteNotRun(console, ranking);
    }

    private static void WritePart(IAnsiConsole console, RankingView part)
    {
        console.WriteLine();
        if (!part.Structures.IsEmpty)
        {
            console.WriteParagraph(StructureWords.Heading(part));
        }

        console.WriteParagraph(Capitalized(Verdict.Of(part)), style: new Style(decoration: Decoration.Bold));
        if (part.Models.Any(m => m.Error is null))
        {
            RankingTable.Write(console, part);
        }

        if (RankingTable.HasNotesBelow(part))
        {
            WriteNotes(console, part);
        }

        foreach (string remark in StructureWords.Remarks(part))
        {
            console.WriteParagraph(remark);
        }
    }

    private static void WriteNotes(IAnsiConsole console, RankingView part)
    {
        List<RankingRow> noted = [.. part.Models.Where(m => RankingTable.Notes(m).Length > 0)];
        int width = noted.Select(m => m.Id.Length).DefaultIfEmpty(0).Max();
        foreach (RankingRow model in noted)
        {
            console.WriteEntry(model.Id, RankingTable.Notes(model), 1, Math.Min(width, LongestNoted));
        }

        if (noted.Count > 0)
        {
            console.WriteLine();
        }
    }

    private static void WriteMeanings(IAnsiConsole console, RankingView ranking)
    {
        if (ranking.Sweep is StrengthSweep sweep)
        {
            console.WriteParagraph(SweepWords.Of(sweep));
        }

        List<RankingRow> ran = [.. ranking.Models.Where(m => m.Error is null)];
        if (ran.GroupBy(m => (m.Structure, m.TieGroup)).Any(g => g.Key.TieGroup is not null && g.Count() > 1))
        {
            console.WriteParagraph(
                "Models with the same letter under 'tie' cannot be told apart by these images.");
        }

        if (ran.Any(m => m.Empty > 0))
        {
            console.WriteParagraph("empty: images on which a model found no foreground.");
        }

        foreach (string flag in ran.SelectMany(m => m.Flags).Distinct(StringComparer.Ordinal))
        {
            console.WriteParagraph($"{flag}: {FlagWords.Of(flag)}.");
        }
    }

    private static void WriteFailures(IAnsiConsole console, RankingView ranking)
    {
        List<RankingRow> ran = [.. ranking.Models.Where(m => m.Error is null)];
        var byReason = ran
            .SelectMany(m => m.Failures.Select(f => (m.Id, f.Image, Reason: Plain(f.Reason, m.Id))))
            .GroupBy(f => f.Reason, StringComparer.Ordinal);
        foreach (var reason in byReason)
        {
            List<string> images = [.. reason.Select(f => f.Image).Distinct(StringComparer.Ordinal)];
            List<string> models = [.. reason.Select(f => f.Id).Distinct(StringComparer.Ordinal)];
            string who = models.Count == ran.Count && ran.Count > 1 ? "every model" : Words.List(models);
            console.WriteParagraph($"Failed, {Words.List(images)} in {who}: {reason.Key}");
        }
    }

    private static void WriteNotRun(IAnsiConsole console, RankingView ranking)
    {
        var byReason = ranking.Models
            .Where(m => m.Error is not null)
            .GroupBy(m => Plain(m.Error!, m.Id), m => m.Id, StringComparer.Ordinal)
            .OrderByDescending(g => g.Count())
            .ToList();
        if (byReason.Count == 0)
        {
            return;
        }

        console.WriteLine();
        console.WriteParagraph("Not ranked:");
        foreach (IGrouping<string, string> reason in byReason)
        {
            console.WriteParagraph($"{Words.List([.. reason])}: {reason.Key}", indent: 2);
        }
    }

    /// <summary>A reason without the name of its model, so that models with the same one stand together.</summary>
    private static string Plain(string reason, string id)
    {
        string name = id[(id.LastIndexOf('/') + 1)..];
        foreach (string beginning in new[] { $"{name} cannot be run: ", $"{name} is not ranked: ", $"{name}: " })
        {
            if (reason.StartsWith(beginning, StringComparison.Ordinal))
            {
                return reason[beginning.Length..];
            }
        }

        return reason;
    }

    /// <summary>A verdict as it begins a line.</summary>
    public static string Capitalized(string sentence) =>
        sentence.StartsWith("no ", StringComparison.Ordinal) || sentence.StartsWith("none ", StringComparison.Ordinal)
            ? "N" + sentence[1..]
            : sentence;
}
