using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace BioZooCte.Agreement;

/// <summary>
/// Which models share one vote: those with the same weights, versions of one model, and those derived from the same
/// one; also by way of a third.
/// </summary>
internal static partial class VoteGroups
{
    /// <summary>For each model its group: the position of the group's first model.</summary>
    public static ImmutableArray<int> Of(IReadOnlyList<VoteIdentity> models)
    {
        int[] groups = [.. Enumerable.Range(0, models.Count)];
        Join(m => models[m].Sha256);
        Join(m => WithoutVersion(models[m].Id));
        Join(m => WithoutVersion(models[m].Parent));
        return [.. groups];

        void Join(Func<int, string?> key)
        {
            foreach (IGrouping<string, int> same in Enumerable.Range(0, models.Count)
                .Where(m => !string.IsNullOrEmpty(key(m)))
                .GroupBy(m => key(m)!, StringComparer.Ordinal))
            {
                int[] joined = [.. same.Select(m => groups[m]).Distinct()];
                for (int m = 0; m < groups.Length; m++)
                {
                    groups[m] = joined.Contains(groups[m]) ? joined.Min() : groups[m];
                }
            }
        }
    }

    /// <summary>
    /// An identifier without the part that each version has for itself: <c>10.5281/zenodo.5764892/6647674</c> is a
    /// version of <c>10.5281/zenodo.5764892</c>, <c>affable-shark/1.2</c> one of <c>affable-shark</c>.
    /// </summary>
    private static string? WithoutVersion(string? id) => id is null ? null : Version().Replace(id, "");

    [GeneratedRegex(@"(?<=[^/])/v?\d[\d.]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Version();
}
