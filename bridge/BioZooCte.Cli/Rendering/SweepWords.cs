using System.Globalization;

using BioZooCte.Ranking;

namespace BioZooCte.Cli.Rendering;

/// <summary>Says which strength a sweep recommends, and why.</summary>
internal static class SweepWords
{
    /// <summary>The sentence.</summary>
    public static string Of(StrengthSweep sweep)
    {
        SweptStrength best = sweep.Best;
        SweptStrength weakest = sweep.Strengths[0];
        SweptStrength strongest = sweep.Strengths[^1];
        string range = string.Create(
            CultureInfo.InvariantCulture, $"{sweep.Name}:{weakest.Strength}..{strongest.Strength}");
        return best.PairsToldApart == 0
            ? $"Strength: {best.Perturbation}, the weakest of {range}: no strength tells models apart."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Strength: {best.Perturbation} of {range}, where most pairs of models are told apart without labels,"
                + $" {best.PairsToldApart} of {best.Pairs}; their median consistency there is {best.Median:0.000}.");
    }
}
