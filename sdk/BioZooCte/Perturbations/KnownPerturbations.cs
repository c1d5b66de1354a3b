using System.Collections.Immutable;
using System.Globalization;

namespace BioZooCte.Perturbations;

/// <summary>The perturbations of a model's input, by name.</summary>
/// <remarks>
/// v is the value in a unit in which most of the image lies between 0 and 1, v′ what becomes of it:
/// <list type="table">
/// <item><term>brightness:b</term><description>v′ = v + b</description></item>
/// <item><term>contrast:c</term><description>v′ = μ + c·(v − μ), μ the image's mean; c from
/// 0</description></item>
/// <item><term>gamma:g</term><description>v′ = sign(v)·|v|^g; g above 0</description></item>
/// <item><term>noise:s</term><description>v′ = v + s·n, n normal with mean 0 and variance 1; s from
/// 0</description></item>
/// </list>
/// Talks and Kreshuk 2025, arXiv:2503.00450, and its code; here a strength is the value itself.
/// </remarks>
public static class KnownPerturbations
{
    internal const string Brightness = "brightness";

    internal const string Contrast = "contrast";

    internal const string Gamma = "gamma";

    internal const string Noise = "noise";

    /// <summary>The names.</summary>
    public static IReadOnlyList<string> Names { get; } = [Brightness, Contrast, Gamma, Noise];

    /// <summary>What is used where none is named: <c>contrast:0.7</c> and <c>gamma:1.5</c>.</summary>
    public static ImmutableArray<InputPerturbation> Default { get; } =
        [new ContrastPerturbation(0.7), new GammaPerturbation(1.5)];

    /// <summary>The perturbation of a text such as <c>gamma:1.5</c>.</summary>
    /// <exception cref="FormatException">The text names none, or a strength that it cannot have.</exception>
    public static InputPerturbation Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string name = colon < 0 ? text : text[..colon];
        if (!Names.Contains(name))
        {
            throw Unlike(text, $"'{name}' is none", $"one of {string.Join(", ", Names)}");
        }

        if (colon < 0)
        {
            string example = name == Gamma ? "1.5" : "0.1";
            throw Unlike(text, "no strength", $"NAME:STRENGTH such as {name}:{example}");
        }

        string stated = text[(colon + 1)..];
        const NumberStyles style =
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (!double.TryParse(stated, style, CultureInfo.InvariantCulture, out double strength)
            || !double.IsFinite(strength))
        {
            throw Unlike(text, $"strength '{stated}'", "a number such as 0.1");
        }

        return name switch
        {
            Gamma when strength <= 0 => throw Unlike(text, $"strength {stated}", "a number above 0"),
            Contrast or Noise when strength < 0 =>
                throw Unlike(text, $"strength {stated}", "a number not below 0"),
            Gamma => new GammaPerturbation(strength, text),
            Contrast => new ContrastPerturbation(strength, text),
            Brightness => new BrightnessPerturbation(strength, text),
            _ => new NoisePerturbation(strength, text),
        };
    }

    private static FormatException Unlike(string text, string found, string expected) =>
        new($"perturbation '{text}': {found}; expected {expected}.");
}
