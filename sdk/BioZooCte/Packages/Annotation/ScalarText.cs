using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

using BioZooCte.Packages.Description;
using BioZooCte.Packages.Yaml;

namespace BioZooCte.Packages.Annotation;

/// <summary>Scalars as text that readers of YAML 1.1, YAML 1.2 and, where quoted, JSON take for the same.</summary>
internal static partial class ScalarText
{
    private static readonly string[] TruthOfOldYaml = ["yes", "no", "on", "off", "y", "n"];

    /// <summary>Characters that are lines' ends or nothing at all to some readers.</summary>
    private static readonly SearchValues<char> Unseen = SearchValues.Create("\u0085\u2028\u2029\uFEFF");

    /// <summary>The scalar, texts in double quotes.</summary>
    public static string Quoted(RdfScalar scalar) => scalar.Value switch
    {
        string text => Quote(text),
        double number => Number(number),
        long number => number.ToString(CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"A scalar of {scalar.Value} is not written.", nameof(scalar)),
    };

    /// <summary>The scalar, without quotes where it is a word that needs none.</summary>
    public static string Plain(RdfScalar scalar) =>
        scalar.Value is string text && IsWord(text) ? text : Quoted(scalar);

    /// <summary>Whether a text holds nothing that has to be escaped.</summary>
    public static bool IsPrintable(string text) =>
        !text.Any(char.IsControl) && !text.AsSpan().ContainsAny(Unseen);

    private static bool IsWord(string text) =>
        Word().IsMatch(text)
        && YamlScalars.Resolve(text) is string
        && !TruthOfOldYaml.Contains(text, StringComparer.OrdinalIgnoreCase);

    private static string Quote(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (char c in text)
        {
            if (c is '"' or '\\')
            {
                quoted.Append('\\').Append(c);
            }
            else if (c == '\n')
            {
                quoted.Append("\\n");
            }
            else if (char.IsControl(c) || Unseen.Contains(c))
            {
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            }
            else
            {
                quoted.Append(c);
            }
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>With a point in any case: without one, an exponent makes a text to readers of YAML 1.1.</summary>
    private static string Number(double number)
    {
        string text = number.ToString("R", CultureInfo.InvariantCulture);
        int exponent = text.IndexOf('E', StringComparison.Ordinal);
        string digits = exponent < 0 ? text : text[..exponent];
        return digits.Contains('.', StringComparison.Ordinal) ? text : $"{digits}.0{text[digits.Length..]}";
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_./-]*$|^https?://[A-Za-z0-9_./~%?=&@+-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
