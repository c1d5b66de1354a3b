using System.Collections.Immutable;
using System.Globalization;

using BioZooCte.Perturbations.Features;

namespace BioZooCte.Perturbations;

/// <summary>
/// Strengths of one perturbation, of the input or of the features, the weakest first: the one nearest to the strength
/// that changes nothing, which is 1 for <c>gamma</c>, <c>contrast</c> and <c>feature-drop</c>, else 0.
/// </summary>
public sealed class StrengthLadder
{
    /// <summary>How many strengths a range is divided into where nothing else is said.</summary>
    private const int UsualSteps = 10;

    private const int MostSteps = 100;

    private StrengthLadder(string name, IEnumerable<double> strengths)
    {
        Name = name;
        Strengths = [.. strengths];
        Labels = [.. Strengths.Select(strength => InputPerturbation.Canonical(name, strength))];
    }

    /// <summary>The perturbation's name, such as <c>dropout</c>.</summary>
    public string Name { get; }

    /// <summary>The strengths, the weakest first.</summary>
    public ImmutableArray<double> Strengths { get; }

    /// <summary>The perturbations as text, such as <c>dropout:0.05</c>, in the same order.</summary>
    public ImmutableArray<string> Labels { get; }

    /// <summary>Whether it perturbs features, not the input.</summary>
    public bool PerturbsFeatures => KnownFeaturePerturbations.IsNamedBy(Name);

    /// <summary>
    /// The strengths of a text: <c>NAME:LOW..HIGH</c> for ten from one to the other, <c>NAME:LOW..HIGH/STEPS</c> for
    /// another number, <c>NAME:A,B,C</c> for these, or <c>NAME</c> for a usual range (<c>dropout:0.05..0.5</c>, that of
    /// arXiv:2503.00450, Fig. 3). Steps are even; those of gamma are even in its logarithm.
    /// </summary>
    /// <exception cref="FormatException">
    /// It names no perturbation, a strength that it cannot have, fewer than two, or strengths on both sides of the one that
    /// changes nothing.
    /// </exception>
    public static StrengthLadder Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string name = colon < 0 ? text : text[..colon];
        string stated = colon < 0 ? UsualRange(name) : text[(colon + 1)..];
        double neutral = NeutralOf(name);
        double[] strengths = [.. Read(text, name, stated).Distinct().OrderBy(strength => Math.Abs(strength - neutral))];
        if (strengths.Length < 2)
        {
            throw Unlike(text, $"{strengths.Length} strength", "two or more");
        }

        if (strengths.Any(s => s < neutral) && strengths.Any(s => s > neutral))
        {
            throw Unlike(
                text,
                "strengths on both sides of " + Format(neutral) + ", which changes nothing",
                "strengths that grow away from it");
        }

        StrengthLadder ladder = new(name, strengths);
        foreach (string label in ladder.Labels)
        {
            if (ladder.PerturbsFeatures)
            {
                KnownFeaturePerturbations.Parse(label);
            }
            else
            {
                KnownPerturbations.Parse(label);
            }
        }

        return ladder;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}:{Format(Strengths[0])}..{Format(Strengths[^1])}";

    private static double NeutralOf(string name) => name is KnownPerturbations.Gamma or KnownPerturbations.Contrast
        or KnownFeaturePerturbations.Drop ? 1 : 0;

    private static string UsualRange(string name) => name switch
    {
        KnownPerturbations.Gamma => "1.1..3",
        KnownPerturbations.Contrast => "0.9..0.3",
        KnownFeaturePerturbations.Drop => "0.95..0.5",
        _ => "0.05..0.5",
    };

    private static IEnumerable<double> Read(string text, string name, string stated)
    {
        int dots = stated.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0)
        {
            return stated.Split(',').Select(one => Number(text, one));
        }

        int slash = stated.IndexOf('/', dots);
        int steps = UsualSteps;
        if (slash >= 0 && (!int.TryParse(
            stated.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out steps)
            || steps is < 2 or > MostSteps))
        {
            throw Unlike(text, $"'{stated[(slash + 1)..]}' steps", $"a whole number from 2 to {MostSteps}");
        }

        double low = Number(text, stated[..dots]);
        double high = Number(text, slash < 0 ? stated[(dots + 2)..] : stated[(dots + 2)..slash]);
        bool isGeometric = name == KnownPerturbations.Gamma && low > 0 && high > 0;
        return Enumerable.Range(0, steps).Select(step =>
        {
            double share = (double)step / (steps - 1);
            double strength = isGeometric ? low * Math.Pow(high / low, share) : low + (share * (high - low));
            return Math.Round(strength, 4);
        });
    }

    private static double Number(string text, string stated) =>
        double.TryParse(stated, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
        && double.IsFinite(number)
            ? number
            : throw Unlike(text, $"strength '{stated}'", "NAME:LOW..HIGH or NAME:A,B,C such as dropout:0.05..0.5");

    private static string Format(double strength) => strength.ToString("R", CultureInfo.InvariantCulture);

    private static FormatException Unlike(string text, string found, string expected) =>
        new($"strengths '{text}': {found}; expected {expected}.");
}
