namespace BioZooCte.Onnx.Graph.Splitting;

/// <summary>Names that somebody may have meant.</summary>
internal static class NearNames
{
    private const int Most = 3;

    /// <summary>The nearest few of some names, nearest first, by the least number of letters changed.</summary>
    public static IReadOnlyList<string> Find(string name, IEnumerable<string> names) =>
    [
        .. names.OrderBy(known => Distance(name, known)).ThenBy(known => known, StringComparer.Ordinal).Take(Most),
    ];

    /// <summary>How many letters to add, drop or replace (Levenshtein), whatever their case.</summary>
    private static int Distance(string left, string right)
    {
        const int Longest = 256;
        ReadOnlySpan<char> a = left.AsSpan(0, Math.Min(left.Length, Longest));
        ReadOnlySpan<char> b = right.AsSpan(0, Math.Min(right.Length, Longest));
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 0; i < a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i + 1;
            for (int j = 0; j < b.Length; j++)
            {
                bool isSame = char.ToUpperInvariant(a[i]) == char.ToUpperInvariant(b[j]);
                int replaced = diagonal + (isSame ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(replaced, Math.Min(diagonal, row[j]) + 1);
            }
        }

        return row[b.Length];
    }
}
