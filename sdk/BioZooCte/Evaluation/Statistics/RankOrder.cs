namespace BioZooCte.Evaluation.Statistics;

/// <summary>Ranks of values, 1 for the highest.</summary>
internal static class RankOrder
{
    /// <summary>Equal values share the mean of the ranks that they take up: 1, 2.5, 2.5, 4.</summary>
    public static double[] Average(ReadOnlySpan<double> values)
    {
        double[] ranks = new double[values.Length];
        int[] order = Descending(values);
        for (int start = 0; start < order.Length;)
        {
            int end = EndOfTie(values, order, start);
            for (int i = start; i < end; i++)
            {
                ranks[order[i]] = (start + 1 + end) / 2.0;
            }

            start = end;
        }

        return ranks;
    }

    /// <summary>Equal values share the best of the ranks that they take up: 1, 2, 2, 4.</summary>
    public static int[] Competition(ReadOnlySpan<double> values)
    {
        int[] ranks = new int[values.Length];
        int[] order = Descending(values);
        for (int start = 0; start < order.Length;)
        {
            int end = EndOfTie(values, order, start);
            for (int i = start; i < end; i++)
            {
                ranks[order[i]] = start + 1;
            }

            start = end;
        }

        return ranks;
    }

    /// <summary>
    /// Positions from 0, the highest first, by one list of values and within its ties by another.
    /// </summary>
    public static int[] Lexicographic(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        double[] major = first.ToArray();
        double[] minor = second.ToArray();
        int[] order = [.. Enumerable.Range(0, major.Length)
            .OrderByDescending(i => major[i]).ThenByDescending(i => minor[i])];
        int[] ranks = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            ranks[order[i]] = i;
        }

        return ranks;
    }

    private static int[] Descending(ReadOnlySpan<double> values)
    {
        double[] keys = values.ToArray();
        int[] order = [.. Enumerable.Range(0, keys.Length)];
        Array.Sort(keys, order);
        Array.Reverse(order);
        return order;
    }

    private static int EndOfTie(ReadOnlySpan<double> values, int[] order, int start)
    {
        int end = start + 1;
        while (end < order.Length && values[order[end]].Equals(values[order[start]]))
        {
            end++;
        }

        return end;
    }
}
