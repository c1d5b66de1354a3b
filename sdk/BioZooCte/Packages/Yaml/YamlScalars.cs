using System.Globalization;
using System.Text.RegularExpressions;

namespace BioZooCte.Packages.Yaml;

/// <summary>
/// What a plain scalar means by the rules of YAML 1.2 as the Zoo's reference reader has them: <c>yes</c>,
/// <c>12:30:45</c> and dates are text, <c>010</c> is ten, <c>0o10</c> is eight, <c>1_000</c> is a thousand,
/// <c>1e-6</c> is a number.
/// </summary>
internal static partial class YamlScalars
{
    /// <summary>
    /// Null, a <see cref="bool"/>, a <see cref="long"/> (a <see cref="double"/> beyond its range), a
    /// <see cref="double"/>, or the text itself.
    /// </summary>
    public static object? Resolve(string text)
    {
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return null;
            case "true" or "True" or "TRUE":
                return true;
            case "false" or "False" or "FALSE":
                return false;
            case ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF":
                return double.PositiveInfinity;
            case "-.inf" or "-.Inf" or "-.INF":
                return double.NegativeInfinity;
            case ".nan" or ".NaN" or ".NAN":
                return double.NaN;
        }

        char first = text[0];
        return first is '-' or '+' or '.' || char.IsAsciiDigit(first) ? ResolveNumber(text) ?? text : text;
    }

    private static object? ResolveNumber(string text)
    {
        Match whole = WholeNumber().Match(text);
        if (whole.Success)
        {
            string digits = whole.Groups["digits"].Value.Replace("_", "", StringComparison.Ordinal);
            bool isNegative = text[0] == '-';
            return whole.Groups["prefix"].Value switch
            {
                "0x" => ReadWhole(digits, 16, isNegative),
                "0o" => ReadWhole(digits, 8, isNegative),
                "0b" => ReadWhole(digits, 2, isNegative),
                _ => ReadWhole(digits, 10, isNegative),
            };
        }

        return Fraction().IsMatch(text) ? ReadFraction(text.Replace("_", "", StringComparison.Ordinal)) : null;
    }

    private static double ReadFraction(string text) =>
        double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static object ReadWhole(string digits, int radix, bool isNegative)
    {
        double value = 0;
        long exact = 0;
        foreach (char digit in digits)
        {
            int unit = char.IsAsciiDigit(digit) ? digit - '0' : char.ToLowerInvariant(digit) - 'a' + 10;
            value = (value * radix) + unit;
            exact = unchecked((exact * radix) + unit);
        }

        if (value < long.MaxValue)
        {
            return isNegative ? -exact : exact;
        }

        if (radix == 10)
        {
            value = ReadFraction(digits);
        }

        return isNegative ? -value : value;
    }

    [GeneratedRegex(
        "^[-+]?((?<prefix>0b)(?<digits>[01][01_]*)|(?<prefix>0o)(?<digits>[0-7][0-7_]*)"
        + "|(?<prefix>0x)(?<digits>[0-9a-fA-F][0-9a-fA-F_]*)|(?<digits>[0-9][0-9_]*))$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex WholeNumber();

    [GeneratedRegex(
        @"^[-+]?([0-9][0-9_]*\.[0-9_]*([eE][-+]?[0-9]+)?|[0-9][0-9_]*[eE][-+]?[0-9]+|\.[0-9][0-9_]*([eE][-+]?[0-9]+)?)$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Fraction();
}
