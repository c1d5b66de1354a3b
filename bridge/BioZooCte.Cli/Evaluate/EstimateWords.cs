using System.Globalization;

using BioZooCte.Evaluation.Targets;

namespace BioZooCte.Cli.Evaluate;

/// <summary>Says how far the expected F1 is from the true one.</summary>
internal static class EstimateWords
{
    /// <summary>The sentence, for at least one model.</summary>
    public static string Of(EstimateError error)
    {
        string models = error.Models == 1 ? "1 model" : $"{error.Models} models";
        string sentence = string.Create(
            CultureInfo.InvariantCulture,
            $"expected F1 less the F1 by the labels: {error.Bias:+0.000;-0.000;0.000} in the mean of {models},"
            + $" {error.MeanAbsoluteError:0.000} whatever the sign");
        return error.Intervals == 0
            ? sentence + "."
            : $"{sentence}; {error.IntervalsHolding} of {error.Intervals} intervals hold the F1 by the labels.";
    }
}
