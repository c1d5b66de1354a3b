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
        List<double> values = [];
        foreach ((int a, int b) in leaders)
        {
            ILookup<bool, int> sides = Enumerable.Range(0, count).ToLookup(m => FollowsFirst(overlaps[m], m, a, b));
            int[] first = [.. sides[true]];
            int[] second = [.. sides[false]];
            if (AreCamps(first, second, overlaps, groups, values))
            {
                return first.Length >= second.Length
                    ? [[.. first], [.. second]]
                    : [[.. second], [.. first]];
            }
        }

        return [];
    }

    private static bool FollowsFirst(double?[] own, int model, int a, int b) =>
        model == a || (model != b && (own[a] ?? 0) >= (own[b] ?? 0));

    private static bool AreCamps(
        int[] first, int[] second, double?[][] overlaps, IReadOnlyList<int> groups, List<double> values)
    {
        return VotesOf(first) > 1
            && VotesOf(second) > 1
            && MedianOf(first, _ => second) < Across
            && MedianOf(first, i => first.AsSpan(i + 1)) > Inside
            && MedianOf(second, i => second.AsSpan(i + 1)) > Inside;

        int VotesOf(int[] camp) => camp.Select(m => groups[m]).Distinct().Count();

        double? MedianOf(int[] camp, Func<int, ReadOnlySpan<int>> others)
        {
            values.Clear();
            for (int i = 0; i < camp.Length; i++)
            {
                foreach (int other in others(i))
                {
                    if (overlaps[camp[i]][other] is double overlap)
                    {
                        values.Add(overlap);
                    }
                }
            }

            return SampleMedian.Of(CollectionsMarshal.AsSpan(values));
        }
    }
}
