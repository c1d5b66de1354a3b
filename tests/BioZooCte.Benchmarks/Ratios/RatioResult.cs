using System.Globalization;

namespace BioZooCte.Benchmarks.Ratios;

/// <summary>What came of a measurement.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The value.</param>
/// <param name="Goal">The goal; null for a figure that stands beside another.</param>
/// <param name="HigherIsBetter">Whether the goal is the least that the value should be, not the most.</param>
/// <param name="Unit">The unit, such as MB; empty for a ratio.</param>
internal sealed record RatioResult(
    string Name, double Value, double? Goal, bool HigherIsBetter = false, string Unit = "")
{
    /// <summary>Whether the goal is reached, where there is one.</summary>
    public bool IsReached => Goal is not { } goal || (HigherIsBetter ? Value >= goal : Value <= goal);

    /// <summary>Name, value, goal, <c>ok</c> or <c>short</c>.</summary>
    public override string ToString()
    {
        string unit = Unit.Length == 0 ? "" : " " + Unit;
        string value = string.Create(CultureInfo.InvariantCulture, $"{Name,-62} {Value,9:0.###}{unit}");
        if (Goal is not { } goal)
        {
            return value;
        }

        string bound = HigherIsBetter ? ">=" : "<=";
        string verdict = IsReached ? "ok" : "short";
        return string.Create(
            CultureInfo.InvariantCulture, $"{value}  goal {bound} {goal:0.###}{unit}  {verdict}");
    }
}
