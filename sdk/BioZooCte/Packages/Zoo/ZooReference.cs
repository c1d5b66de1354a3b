using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

using BioZooCte.Packages.Files;

namespace BioZooCte.Packages.Zoo;

/// <summary>
/// What a model of the Zoo is asked for by: a nickname (<c>affable-shark</c>), with a version where it matters
/// (<c>affable-shark/v0</c>), a DOI of the model or of one version of it (<c>10.5281/zenodo.5764892</c>, also with the
/// record's number behind it), or the URL of its RDF or zip.
/// </summary>
public sealed partial record ZooReference
{
    private ZooReference(string text) => Text = text;

    /// <summary>The reference as it was written.</summary>
    public string Text { get; }

    /// <summary>The nickname; null for a DOI or a URL.</summary>
    public string? Id { get; private init; }

    /// <summary>The DOI; null for a nickname or a URL.</summary>
    public string? Doi { get; private init; }

    /// <summary>The URL; null for a nickname or a DOI.</summary>
    public Uri? Url { get; private init; }

    /// <summary>The version, or the record's number behind a DOI; null for the newest.</summary>
    public string? Version { get; private init; }

    /// <summary>
    /// Whether it can only be meant for the Zoo: a DOI, or words with hyphens between them as the Zoo's nicknames are.
    /// </summary>
    public bool IsDistinct => Doi is not null || (Id is not null && Words().IsMatch(Id));

    /// <summary>Reads one.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="reference">The reference; null where the text is none.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out ZooReference? reference)
    {
        ArgumentNullException.ThrowIfNull(text);
        string rest = text.Trim();
        if (PackagePath.AsUrl(rest) is Uri url)
        {
            if (!url.Host.EndsWith("doi.org", StringComparison.OrdinalIgnoreCase))
            {
                reference = new ZooReference(text) { Url = url };
                return true;
            }

            rest = Uri.UnescapeDataString(url.AbsolutePath.TrimStart('/'));
        }

        rest = Without(rest, "doi:");
        if (DoiForm().IsMatch(rest))
        {
            Match record = RecordForm().Match(rest);
            reference = record.Success
                ? new ZooReference(text)
                {
                    Doi = record.Groups[1].Value.ToLowerInvariant(),
                    Version = record.Groups[2].Success ? record.Groups[2].Value : null,
                }
                : new ZooReference(text) { Doi = rest.ToLowerInvariant() };
            return true;
        }

        Match name = NameForm().Match(Without(rest, "bioimage-io/"));
        reference = name.Success
            ? new ZooReference(text)
            {
                Id = name.Groups[1].Value,
                Version = name.Groups[2].Success ? name.Groups[2].Value : null,
            }
            : null;
        return reference is not null;
    }

    /// <summary>Reads one.</summary>
    /// <param name="text">What was written.</param>
    /// <exception cref="InvalidModelPackageException">It is none.</exception>
    internal static ZooReference Parse(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        return TryParse(text, out ZooReference? reference) ? reference : throw new InvalidModelPackageException(
            text, null, null, "this names no model", "a nickname such as affable-shark, a DOI or a URL");
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static string Without(string text, string beginning) =>
        text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase) ? text[beginning.Length..] : text;

    [GeneratedRegex(@"^10\.\d{4,9}/\S+$")]
    private static partial Regex DoiForm();

    [GeneratedRegex(@"^(10\.5281/zenodo\.\d+)(?:/([A-Za-z0-9.]+))?$", RegexOptions.IgnoreCase)]
    private static partial Regex RecordForm();

    [GeneratedRegex(@"^([a-z0-9_][a-z0-9_.-]*)(?:/([A-Za-z0-9][A-Za-z0-9_.-]*))?$")]
    private static partial Regex NameForm();

    [GeneratedRegex("^[a-z]+(-[a-z]+)+$")]
    private static partial Regex Words();
}
