using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

using BioZooCte.Tensors;

namespace BioZooCte.Cli.Options;

/// <summary>Turns what stands behind an option into a value, or into an error that says what was expected.</summary>
internal static class OptionParsers
{
    /// <summary>A value from a text; false where the text is none.</summary>
    public delegate bool TryParse<T>(string text, out T value);

    /// <summary>An option with one value.</summary>
    /// <param name="name">Such as <c>--runs</c>.</param>
    /// <param name="helpName">What stands for the value in the help.</param>
    /// <param name="description">A sentence.</param>
    /// <param name="expected">What a value is, for messages.</param>
    /// <param name="parse">The parser.</param>
    /// <param name="usual">The default as text, which the help shows; null for none.</param>
    public static Option<T> Single<T>(
        string name, string helpName, string description, string expected, TryParse<T> parse, string? usual = null)
    {
        Option<T> option = new(name)
        {
            HelpName = helpName,
            Description = description,
            CustomParser = result => Parse(result, name, expected, parse),
        };
        if (usual is not null && parse(usual, out T value))
        {
            option.DefaultValueFactory = _ => value;
        }

        return option;
    }

    /// <summary>An option with any number of values, of which each may stand behind the option's name again.</summary>
    public static Option<T[]> Several<T>(
        string name, string helpName, string description, string expected, TryParse<T> parse) => new(name)
        {
            HelpName = helpName,
            Description = description,
            AllowMultipleArgumentsPerToken = true,
            CustomParser = result =>
            {
                RefuseOptions(result);
                return [.. result.Tokens.Select(t => ParseOne(result, t.Value, name, expected, parse))];
            },
        };

    /// <summary>An option with one value of a few words.</summary>
    /// <param name="name">Such as <c>--metric</c>.</param>
    /// <param name="description">A sentence.</param>
    /// <param name="words">The words.</param>
    /// <param name="usual">The default; null for none.</param>
    /// <param name="helpName">What stands for the value in the help; null for all words.</param>
    public static Option<string> Choice(
        string name,
        string description,
        IReadOnlyList<string> words,
        string? usual = null,
        string? helpName = null)
    {
        string expected = $"{string.Join(", ", words.SkipLast(1))} or {words[^1]}";
        return Single(
            name,
            helpName ?? string.Join('|', words),
            description,
            expected,
            (string text, out string value) =>
            {
                value = text;
                return words.Contains(text, StringComparer.Ordinal);
            },
            usual);
    }

    /// <summary>Any text but an empty one.</summary>
    public static bool Text(string text, out string value)
    {
        value = text;
        return text.Length > 0;
    }

    /// <summary>A whole number from 1.</summary>
    public static bool Count(string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value > 0;

    /// <summary>A whole number from 0 to 2⁶⁴ − 1.</summary>
    public static bool Seed(string text, out ulong value) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    /// <summary>A number between 0 and 1, neither of them.</summary>
    public static bool Share(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && value is > 0 and < 1;

    /// <summary>A whole number from 1, where none is a value too.</summary>
    public static bool OptionalCount(string text, out int? value)
    {
        bool isCount = Count(text, out int count);
        value = isCount ? count : null;
        return isCount;
    }

    /// <summary>Letters of t, c, z, y, x, each once at most, y and x among them.</summary>
    public static bool Axes(string text, out string value)
    {
        value = text;
        return text.All("tczyx".Contains)
            && text.Distinct().Count() == text.Length
            && text.Contains(AxisIds.Y, StringComparison.Ordinal)
            && text.Contains(AxisIds.X, StringComparison.Ordinal);
    }

    /// <summary>A misspelt option behind many values would be taken for one of them.</summary>
    private static void RefuseOptions(ArgumentResult result)
    {
        foreach (Token token in result.Tokens)
        {
            if (token.Value.StartsWith("--", StringComparison.Ordinal) && !Path.Exists(token.Value))
            {
                result.AddError($"Unrecognized option '{token.Value}'.");
            }
        }
    }

    private static T? Parse<T>(ArgumentResult result, string name, string expected, TryParse<T> parse) =>
        result.Tokens.Count == 0 ? default : ParseOne(result, result.Tokens[^1].Value, name, expected, parse);

    private static T ParseOne<T>(
        ArgumentResult result, string text, string name, string expected, TryParse<T> parse)
    {
        if (!parse(text, out T value))
        {
            result.AddError($"{name} is '{text}'; expected {expected}.");
        }

        return value;
    }
}
