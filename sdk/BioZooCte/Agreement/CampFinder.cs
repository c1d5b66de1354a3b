using System.Collections.Immutable;
using System.Runtime.InteropServices;

using BioZooCte.Numerics;

namespace BioZooCte.Agreement;

/// <summary>
/// Finds whether models split into two camps that agree inside (median pairwise mean IoU above 0.7) and not across
/// (below 0.4): then one camp is wrong, and no consensus tells which.
/// </summary>
internal static class CampFinder
{
    private const double Inside = 0.7;
    private const double Across = 0.4;

    /// <summary>
    /// The two camps, the greater one first; empty where there are none. Each pair that does not agree is tried as
    /// leaders, the least alike first: all others follow the one that they are more like. A camp has two votes at
    /// least, for one model cannot agree with itself.
    /// </summary>
    /// <param name="overlaps">The mean IoU of each two models, both ways round; null where it is not defined.</param>
    /// <param name="groups">Models of the same group share one vote.</param>
    public static ImmutableArray<ImmutableArray<int>> Find(double?[][] overlaps, IReadOnlyList<int> groups)
    {
        int count = overlaps.Length;
        IEnumerable<(int A, int B)> leaders = Enumerable.Range(0, count)
            .SelectMany(a => Enumerable.Range(a + 1, count - a - 1).Select(b => (A: a, B: b)))
            .Where(pair => overlaps[pair.A][pair.B] < Across)
            .OrderBy(pair => overlaps[pair.A][pair.B]);
        int[] first = new int[count];
        int[] second = new int[count];
        List<double> values = [];
        foreach ((int a, int b) in leaders)
        {
            int inFirst = 0;
            for (int m = 0; m < count; m++)
            {
                bool followsFirst = FollowsFirst(overlaps[m], m, a, b);
                (followsFirst ? first : second)[followsFirst ? inFirst : m - inFirst] = m;
                inFirst += followsFirst ? 1 : 0;
            }

            ReadOnlySpan<int> firstCamp = first.AsSpan(0, inFirst);
            ReadOnlySpan<int> secondCamp = second.AsSpan(0, count - inFirst);
            if (AreCamps(firstCamp, secondCamp, overlaps, groups, values))
            {
                return inFirst >= count - inFirst
                    ? [[.. firstCamp], [.. secondCamp]]
                    : [[.. secondCamp], [.. firstCamp]];
            }
        }

        return [];
    }

    private static bool FollowsFirst(double?[] own, int model, int a, int b) =>
        model == a || (model != b && (own[a] ?? 0) >= (own[b] ?? 0));

    private static bool AreCamps(
        ReadOnlySpan<int> first,
        ReadOnlySpan<int> second,
        double?[][] overlaps,
        IReadOnlyList<int> groups,
        List<double> values) =>
        HasTwoVotes(first, groups)
        && HasTwoVotes(second, groups)
        && AgreeLittle(first, second, overlaps, values)
        && AgreeMuch(first, overlaps, values)
        && AgreeMuch(second, overlaps, values);

    private static bool HasTwoVotes(ReadOnlySpan<int> camp, IReadOnlyList<int> groups)
    {
        foreach (int model in camp)
        {
            if (groups[model] != groups[camp[0]])
            {
                return true;
            }
        }

        return false;
    }

    private static bool AgreeLittle(
        ReadOnlySpan<int> first, ReadOnlySpan<int> second, double?[][] overlaps, List<double> values)
    {
        values.Clear();
        foreach (int model in first)
        {
            AddOverlaps(values, overlaps[model], second);
        }

        int below = 0;
        foreach (double value in values)
        {
            below += value < Across ? 1 : 0;
        }

        return IsMedianAmong(below, values) ?? SampleMedian.Of(CollectionsMarshal.AsSpan(values)) < Across;
    }

    private static bool AgreeMuch(ReadOnlySpan<int> camp, double?[][] overlaps, List<double> values)
    {
        values.Clear();
        for (int i = 0; i < camp.Length; i++)
        {
            AddOverlaps(values, overlaps[camp[i]], camp[(i + 1)..]);
        }

        int above = 0;
        foreach (double value in values)
        {
            above += value > Inside ? 1 : 0;
        }

        return IsMedianAmong(above, values) ?? SampleMedian.Of(CollectionsMarshal.AsSpan(values)) > Inside;
    }

    /// <summary>
    /// Whether the median is among so many values at one end, as counting tells for most; null where the two in the
    /// middle decide it.
    /// </summary>
    private static bool? IsMedianAmong(int count, List<double> values) =>
        count == values.Count / 2 ? null : count > values.Count / 2;

    private static void AddOverlaps(List<double> values, double?[] own, ReadOnlySpan<int> others)
    {
        foreach (int other in others)
        {
            if (own[other] is double overlap)
            {
                values.Add(overlap);
            }
        }
    }
}
