using System.Text;

namespace BioZooCte.Reports;

/// <summary>A line of a table in RFC 4180, as UTF-8 with its end.</summary>
internal static class CsvLine
{
    /// <summary>The line of these fields; null is an empty one.</summary>
    public static byte[] Of(IEnumerable<string?> fields) =>
        Encoding.UTF8.GetBytes(string.Join(',', fields.Select(Quoted)) + "\r\n");

    private static string? Quoted(string? field) => field is null || field.AsSpan().IndexOfAny("\",\r\n") < 0
        ? field
        : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
