using System.Globalization;

using BioZooCte.Cli.Rendering;

using Spectre.Console;

namespace BioZooCte.Cli.Rank;

/// <summary>The table of a ranking: the models that ran, in order.</summary>
internal static class RankingTable
{
    private const string None = "–";

    /// <summary>Writes it.</summary>
    public static void Write(IAnsiConsole console, RankingView ranking) => console.WriteFitted(
        [.. ranking.Models.Where(m => m.Error is null)],
        Columns(ranking),
        m => m.Rank == 1 && !m.IsSetAside ? new Style(decoration: Decoration.Bold) : Style.Plain);

    /// <summary>The letter of a tie group: a for the first, z for the 26th, aa for the 27th.</summary>
    public static string Letter(int tieGroup)
    {
        string letters = "";
        for (int rest = tieGroup; rest > 0; rest = (rest - 1) / 26)
        {
            letters = (char)('a' + ((rest - 1) % 26)) + letters;
        }

        return letters;
    }

    /// <summary>Whether the columns leave no room for notes, so that they have to stand below.</summary>
    public static bool HasNotesBelow(RankingView ranking) => ranking.Models.Any(m => m.Agreement is not null);

    /// <summary>What an estimate of F1 is called wherever it is shown.</summary>
    public static string ExpectedF1(RankingRow model) => model.EstimatedF1 is double f1
        ? model.EstimatedF1Interval is { } interval
            ? string.Create(CultureInfo.InvariantCulture, $"{f1:0.00} ({interval.Low:0.00}–{interval.High:0.00})")
            : f1.ToString("0.00", CultureInfo.InvariantCulture)
        : None;

    /// <summary>What to know of a model, separated by commas; empty for nothing.</summary>
    public static string Notes(RankingRow model)
    {
        List<string> notes = [.. model.Flags];
        if (model.Empty > 0)
        {
            notes.Add($"{model.Empty} empty");
        }

        if (model.Failed > 0)
        {
            notes.Add($"{model.Failed} failed");
        }

        return string.Join(", ", notes);
    }

    /// <summary>Which columns there are depends on what is known, for a hundred characters are few.</summary>
    private static IEnumerable<FittedColumn<RankingRow>> Columns(RankingView ranking)
    {
        bool isCompared = HasNotesBelow(ranking);
        string metric = ranking.Metric;
        yield return new("", Justify.Right, m => m.Rank?.ToString(CultureInfo.InvariantCulture) ?? None);
        yield return new("model", Justify.Left, m => m.Id) { Wraps = true };
        yield return new(
            $"{Decisive(ranking)} {(ranking.HigherIsBetter ? "↑" : "↓")}", Justify.Right, m => Number(m.Score));
        yield return new(
            isCompared ? "95 %\ninterval" : "95 % interval",
            Justify.Left,
            m => m.Interval is { } i ? $"{Number(i.Low)} – {Number(i.High)}" : None)
        {
            Dispensable = "the interval",
        };
        yield return new("tie", Justify.Left, m => m.TieGroup is int group ? Letter(group) : None);
        if (isCompared && ranking.Estimator != "cte")
        {
            yield return new(metric, Justify.Right, m => Number(m.Cte)) { Dispensable = metric };
        }

        if (isCompared && ranking.Estimator != "agreement")
        {
            yield return new("agree-\nment", Justify.Right, m => Number(m.Agreement)) { Dispensable = "agreement" };
        }

        if (ranking.Models.Any(m => m.EstimatedF1 is not null))
        {
            yield return new("expected F1\n(optimistic)", Justify.Left, ExpectedF1);
        }

        if (!isCompared)
        {
            yield return new("images", Justify.Right, m => $"{m.Scored}/{m.Images}") { Dispensable = "images" };
        }

        yield return new(isCompared ? "fore-\nground" : "foreground", Justify.Right, Foreground) { Dispensable = "foreground" };
        if (!isCompared)
        {
            yield return new("notes", Justify.Left, Notes) { Wraps = true };
        }
    }

    private static string Decisive(RankingView ranking) =>
        ranking.Estimator switch
        {
            "cte" => ranking.Metric,
            "agreement" => "agree-\nment",
            _ => "com-\nbined",
        };

    private static string Foreground(RankingRow model) => model.Foreground is double share
        ? string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %")
        : None;

    private static string Number(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? None;
}
