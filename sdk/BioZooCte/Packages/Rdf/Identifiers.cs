using System.Globalization;

using BioZooCte.Tensors;

namespace BioZooCte.Packages.Rdf;

/// <summary>
/// Identifiers of tensors and axes: identifiers of Python that are not its keywords, in lower case whatever
/// stands in the RDF.
/// </summary>
internal static class Identifiers
{
    private const int LongestTensorId = 32;
    private const int LongestAxisId = 16;

    // The keywords True, False and None are not lower-case.
    private static readonly HashSet<string> Keywords =
    [
        "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except",
        "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass",
        "raise", "return", "try", "while", "with", "yield",
    ];

    /// <summary>
    /// The identifier of a tensor; null if the field is absent, with a problem if it is none.
    /// </summary>
    /// <param name="field">The field.</param>
    /// <param name="isLengthLimited">Whether it may have 32 characters at most (format 0.5).</param>
    public static string? ReadTensorId(RdfField field, bool isLengthLimited)
    {
        string? id = ReadLowerCase(field);
        if (id is not null && (!IsIdentifier(id) || (isLengthLimited && id.Length > LongestTensorId)))
        {
            field.Fail(isLengthLimited
                ? $"an identifier of at most {LongestTensorId} characters"
                : "an identifier");
        }

        return id;
    }

    /// <summary>The identifier of an axis of format 0.5, the letters b, t, i and c spelled out.</summary>
    public static string? ReadAxisId(RdfField field)
    {
        string? id = ReadLowerCase(field);
        if (id is null)
        {
            return null;
        }

        if (id.Length > LongestAxisId || !IsIdentifier(id))
        {
            field.Fail($"an identifier of at most {LongestAxisId} characters");
        }

        return id.Length == 1 ? AxisIds.FromLetter(id[0]) : id;
    }

    private static string? ReadLowerCase(RdfField field) =>
        field.ReadText("an identifier")?.ToLowerInvariant();

    private static bool IsIdentifier(string id)
    {
        if (id.Length == 0 || Keywords.Contains(id))
        {
            return false;
        }

        return (char.IsLetter(id[0]) || id[0] == '_') && id.All(c => char.IsLetterOrDigit(c) || c == '_'
            || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);
    }
}
