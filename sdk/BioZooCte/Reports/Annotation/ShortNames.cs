using System.Globalization;

using BioZooCte.Packages.Annotation;

namespace BioZooCte.Reports.Annotation;

/// <summary>Names in as many characters as an evaluation may have, each once.</summary>
internal static class ShortNames
{
    /// <summary>The names; those that are too long lose their ends, and what is then the same is numbered.</summary>
    public static IEnumerable<string> Of(IEnumerable<string> names)
    {
        HashSet<string> taken = new(StringComparer.Ordinal);
        foreach (string name in names)
        {
            string cut = Cut(name, "");
            for (int n = 2; !taken.Add(cut); n++)
            {
                cut = Cut(name, string.Create(CultureInfo.InvariantCulture, $"~{n}"));
            }

            yield return cut;
        }
    }

    private static string Cut(string name, string end) => string.Concat(
        name.EnumerateRunes().Take(PackageEvaluation.LongestName - end.Length).Select(rune => rune.ToString())) + end;
}
