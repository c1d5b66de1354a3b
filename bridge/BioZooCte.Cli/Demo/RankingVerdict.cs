using System.Globalization;

using BioZooCte.Cli.Rendering;

namespace BioZooCte.Cli.Demo;

/// <summary>Says in words where rankings are right and where they are wrong.</summary>
internal static class RankingVerdict
{
    private const double GoodEnough = 0.5;

    /// <summary>Sentences on one condition.</summary>
    public static IReadOnlyList<string> On(ConditionOutcome outcome)
    {
        if (outcome.Best is not { TrueF1: double best } bestModel)
        {
            return ["No model gave a prediction, so there is nothing to compare the ranking with."];
        }

        List<string> sentences = [OnFirst(outcome, bestModel, best)];
        if (best < GoodEnough)
        {
            sentences.Add($"None of the models fits these images: the best has F1 {Number(best)}.");
        }

        JudgedModel first = outcome.Models[0];
        List<string> others = [.. outcome.WrongPairs
            .Where(p => p.Before != first || p.After != bestModel)
            .Select(p => $"{p.After.Id} ({Number(p.After.TrueF1)}) is better than {p.Before.Id} "
                + $"({Number(p.Before.TrueF1)}) but stands below it")];
        if (others.Count > 0)
        {
            sentences.Add($"Wrong: {string.Join("; ", others)}.");
        }
        else if (!outcome.WrongPairs.Any())
        {
            sentences.Add(outcome.ClearPairs == 0
                ? $"No two models differ by {Number(ConditionOutcome.SmallestDifference)} or more."
                : $"Models that differ by {Number(ConditionOutcome.SmallestDifference)} or more stand in the right "
                    + $"order ({Words.Count(outcome.ClearPairs, "pair")}).");
        }

        return sentences;
    }

    /// <summary>Sentences on all of them.</summary>
    public static IReadOnlyList<string> OnAll(IReadOnlyList<ConditionOutcome> outcomes)
    {
        List<ConditionOutcome> judged = [.. outcomes.Where(o => o.Regret is not null)];
        if (judged.Count == 0)
        {
            return ["No condition has a model ranked first whose prediction could be compared with the truth."];
        }

        int right = judged.Count(o => o.Regret < ConditionOutcome.SmallestDifference);
        ConditionOutcome worst = judged.MaxBy(o => o.Regret)!;
        int clear = outcomes.Sum(o => o.ClearPairs);
        int wrong = outcomes.Sum(o => o.WrongPairs.Count());
        string greatest = worst.Regret > 0 ? $", greatest {Number(worst.Regret)} ({worst.Condition.Name})" : "";
        return
        [
            $"The model ranked first is the best, or within {Number(ConditionOutcome.SmallestDifference)} of it, "
                + $"in {right} of {judged.Count} conditions; "
                + $"mean regret {Number(judged.Average(o => o.Regret))}{greatest}.",
            $"{wrong} of {clear} pairs of models that differ stand the wrong way round.",
        ];
    }

    private static string OnFirst(ConditionOutcome outcome, JudgedModel bestModel, double best)
    {
        JudgedModel first = outcome.Models[0];
        if (outcome.Regret is not double regret)
        {
            return $"Wrong at the top: {first.Id} is ranked first and gave no prediction; "
                + $"{bestModel.Id} has F1 {Number(best)}: regret unknown.";
        }

        return regret switch
        {
            0 => $"Right at the top: {first.Id} is ranked first and is the best (F1 {Number(best)}): regret 0.00.",
            < ConditionOutcome.SmallestDifference =>
                $"Right at the top: {first.Id} is ranked first (F1 {Number(first.TrueF1)}), as good as the best, "
                + $"{bestModel.Id} ({Number(best)}): regret {Number(regret)}.",
            _ => $"Wrong at the top: {first.Id} is ranked first with F1 {Number(first.TrueF1)}; "
                + $"{bestModel.Id} has {Number(best)}: regret {Number(regret)}.",
        };
    }

    private static string Number(double? value) => value!.Value.ToString("0.00", CultureInfo.InvariantCulture);
}
