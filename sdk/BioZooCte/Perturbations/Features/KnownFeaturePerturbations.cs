using System.Globalization;

namespace BioZooCte.Perturbations.Features;

/// <summary>The perturbations of a model's features, by name.</summary>
/// <remarks>
/// x are the features at the cut, of C channels:
/// <list type="table">
/// <item><term>dropout:p</term><description>⌈p·C⌉ channels become 0, the others x / (1 − p); p from 0 to
/// 1</description></item>
/// <item><term>dropout-bernoulli:p</term><description>each channel becomes 0 with probability p, else x / (1 −
/// p)</description></item>
/// <item><term>dropout-elements:p</term><description>each element becomes 0 with probability p, else x / (1 −
/// p)</description></item>
/// <item><term>feature-noise:r</term><description>x·(1 + n), n uniform between −r and r; r from 0</description></item>
/// <item><term>feature-drop:f</term><description>places whose mean over the channels reaches f of the greatest become
/// 0; f from 0 to 1, or a range such as 0.7-0.9 that it is drawn from</description></item>
/// </list>
/// Talks and Kreshuk 2025, arXiv:2503.00450, and its code; the last two after Ouali et al. 2020, arXiv:2003.09005.
/// </remarks>
public static class KnownFeaturePerturbations
{
    internal const string Dropout = "dropout";

    internal const string BernoulliDropout = "dropout-bernoulli";

    internal const string ElementDropout = "dropout-elements";

    internal const string Noise = "feature-noise";

    internal const string Drop = "feature-drop";

    /// <summary>The names.</summary>
    public static IReadOnlyList<string> Names { get; } = [Dropout, BernoulliDropout, ElementDropout, Noise, Drop];

    /// <summary>Whether a text such as <c>dropout:0.3</c> means the features, by its name alone.</summary>
    public static bool IsNamedBy(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Names.Contains(NameOf(text));
    }

    /// <summary>The perturbation of a text such as <c>dropout:0.3</c>.</summary>
    /// <exception cref="FormatException">The text names none, or a strength that it cannot have.</exception>
    public static FeaturePerturbation Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string name = NameOf(text);
        if (!Names.Contains(name))
        {
            throw Unlike(text, $"'{name}' is none", $"one of {string.Join(", ", Names)}");
        }

        if (name.Length == text.Length)
        {
            throw Unlike(text, "no strength", $"NAME:STRENGTH such as {name}:{(name == Drop ? "0.8" : "0.3")}");
        }

        string stated = text[(name.Length + 1)..];
        int dash = name == Drop && stated.Length > 1 ? stated.IndexOf('-', 1) : -1;
        double low = Strength(text, name, dash < 0 ? stated : stated[..dash]);
        double high = dash < 0 ? low : Strength(text, name, stated[(dash + 1)..]);
        return name switch
        {
            Drop when low > high => throw Unlike(text, $"strength {stated}", "LOW-HIGH, such as 0.7-0.9"),
            Drop => new FeatureDrop(low, high, text),
            Noise => new FeatureNoise(low, text),
            ElementDropout => new ElementDropout(low, text),
            BernoulliDropout => new BernoulliDropout(low, text),
            _ => new SpatialDropout(low, text),
        };
    }

    private static string NameOf(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? text : text[..colon];
    }

    private static double Strength(string text, string name, string stated)
    {
        const NumberStyles style =
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (!double.TryParse(stated, style, CultureInfo.InvariantCulture, out double strength)
            || !double.IsFinite(strength))
        {
            throw Unlike(text, $"strength '{stated}'", "a number such as 0.3");
        }

        return (name, strength) switch
        {
            (Noise, < 0) => throw Unlike(text, $"strength {stated}", "a number not below 0"),
            (Noise, _) or (_, >= 0 and <= 1) => strength,
            _ => throw Unlike(text, $"strength {stated}", "a number from 0 to 1"),
        };
    }

    private static FormatException Unlike(string text, string found, string expected) =>
        new($"perturbation '{text}': {found}; expected {expected}.");
}
