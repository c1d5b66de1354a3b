using System.Collections.Immutable;

using BioZooCte.Packages.Files;

namespace BioZooCte.Packages.Annotation;

/// <summary>
/// How a model did on a data set, as an RDF of format 0.5 states it below <c>config.bioimageio.evaluations</c>. What the
/// format's reference validator refuses is refused here.
/// </summary>
public sealed record PackageEvaluation
{
    /// <summary>The most characters of the short name of a factor or a metric.</summary>
    public const int LongestName = 16;

    private const int LongestWebAddress = 2083;

    /// <summary>The model's identifier in the Zoo.</summary>
    /// <value>Null: the model that the package holds.</value>
    public string? ModelId
    {
        get;
        init => field = value is null ? null : RequireIdentifier(value, nameof(ModelId));
    }

    /// <summary>The data set's identifier: lower-case letters, digits, <c>_</c>, <c>-</c>, <c>.</c> and <c>/</c>.</summary>
    public required string DatasetId
    {
        get;
        init => field = RequireIdentifier(value, nameof(DatasetId));
    }

    /// <summary>Where the data set is found: an address of the web.</summary>
    public required string DatasetSource
    {
        get;
        init => field = IsWebAddress(value)
            ? value
            : throw new ArgumentException($"'{value}' is no http or https address.", nameof(DatasetSource));
    }

    /// <summary>What the data set was to the model.</summary>
    public required DatasetRole DatasetRole { get; init; }

    /// <summary>The number of images that were evaluated.</summary>
    public required int SampleCount
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>What results are told apart by, each in 16 characters at most.</summary>
    public required ImmutableArray<string> Factors
    {
        get;
        init => field = RequireNames(value, nameof(Factors));
    }

    /// <summary>What each factor is, in words.</summary>
    public required ImmutableArray<string> FactorDescriptions { get; init; }

    /// <summary>What was measured, each in 16 characters at most.</summary>
    public required ImmutableArray<string> Metrics
    {
        get;
        init => field = RequireNames(value, nameof(Metrics));
    }

    /// <summary>What each metric is, in words.</summary>
    public required ImmutableArray<string> MetricDescriptions { get; init; }

    /// <summary>A row for each metric, and in it a result for each factor.</summary>
    public required ImmutableArray<ImmutableArray<EvaluationResult>> Results { get; init; }

    /// <summary>What the results mean, for people.</summary>
    /// <value>Null: nothing is said.</value>
    public string? Summary { get; init; }

    /// <summary>
    /// The program that made the evaluation, and its version after a blank: an evaluation of the same data set, metrics
    /// and program is replaced, whatever the version.
    /// </summary>
    public required string Software
    {
        get;
        init
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value);
            field = value;
        }
    }

    /// <summary>Whether a text is an identifier of the Zoo.</summary>
    public static bool IsIdentifier(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > 0 && text[0] != '/' && text[^1] != '/'
            && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-' or '.' or '/');
    }

    /// <summary>Whether a text is an address that a data set can be found at.</summary>
    public static bool IsWebAddress(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= LongestWebAddress
            && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
            && PackagePath.AsUrl(text) is { Host.Length: > 0 };
    }

    /// <summary>Asks for the lists to fit each other.</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    internal void ThrowIfInconsistent()
    {
        Require(nameof(FactorDescriptions), FactorDescriptions, Factors.Length, "factors");
        Require(nameof(MetricDescriptions), MetricDescriptions, Metrics.Length, "metrics");
        Require(nameof(Results), Results, Metrics.Length, "metrics");
        for (int i = 0; i < Results.Length; i++)
        {
            Require($"{nameof(Results)}[{i}]", Results[i], Factors.Length, "factors");
        }
    }

    private static void Require<T>(string name, ImmutableArray<T> list, int count, string what)
    {
        if (list.IsDefault || list.Length != count)
        {
            throw new ArgumentException(
                $"{name} has {(list.IsDefault ? "no" : list.Length)} items for {count} {what}; expected one for each.",
                name);
        }
    }

    private static string RequireIdentifier(string text, string name) => IsIdentifier(text)
        ? text
        : throw new ArgumentException(
            $"'{text}' is no identifier; expected lower-case letters, digits, '_', '-', '.' and '/', the last neither at"
                + " the beginning nor at the end.",
            name);

    private static ImmutableArray<string> RequireNames(ImmutableArray<string> names, string list)
    {
        if (names.IsDefault)
        {
            throw new ArgumentException("The list is not set.", list);
        }

        // As the reference validator counts: code points.
        return names.FirstOrDefault(name => name.EnumerateRunes().Count() > LongestName) is string tooLong
            ? throw new ArgumentException($"'{tooLong}' has more than {LongestName} characters.", list)
            : names;
    }
}
