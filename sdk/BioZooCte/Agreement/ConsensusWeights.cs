using System.Numerics;

namespace BioZooCte.Agreement;

/// <summary>
/// Weights as whole numbers, so that sums of votes do not depend on the order of the models, the consensus of the
/// others is what is left without rounding, and copies of a model together weigh what it weighed alone.
/// </summary>
internal sealed class ConsensusWeights
{
    /// <summary>Bits of all weights together: times a vote of up to 255 they stay below 2⁶².</summary>
    private const int Bits = 62 - 8;

    private readonly decimal _limit;

    /// <summary>Turns weights into whole numbers.</summary>
    /// <param name="weights">One for each model, above 0, models with one vote divided.</param>
    /// <param name="groups">The group of each model, from 0 on.</param>
    /// <param name="threshold">Above it a probability is foreground.</param>
    public ConsensusWeights(ReadOnlySpan<double> weights, ReadOnlySpan<int> groups, double threshold)
    {
        int count = 0;
        foreach (int group in groups)
        {
            count = Math.Max(count, group + 1);
        }

        double[] sums = new double[count];
        for (int m = 0; m < weights.Length; m++)
        {
            sums[groups[m]] += weights[m];
        }

        double scale = Math.ScaleB(1, Bits - BitOperations.Log2((uint)count) - 1) / sums.Max();
        Groups = [.. sums.Select(sum => (long)Math.Round(sum * scale))];
        Models = new long[weights.Length];
        Total = Groups.Sum();
        Share(weights, groups, scale);
        _limit = (decimal)threshold * byte.MaxValue;
        HeaviestFirst = [.. Enumerable.Range(0, Models.Length)];
        Array.Sort(Array.ConvertAll(Models, weight => -weight), HeaviestFirst);
    }

    /// <summary>The weight of each model.</summary>
    public long[] Models { get; }

    /// <summary>The models by weight.</summary>
    public int[] HeaviestFirst { get; }

    /// <summary>The weight of each group: that of its models together.</summary>
    public long[] Groups { get; }

    /// <summary>The weight of all.</summary>
    public long Total { get; }

    /// <summary>The sum of votes, from 0 to 255 each, above which models of this weight together say foreground.</summary>
    public long LimitOf(long weight) => (long)decimal.Floor(_limit * weight);

    /// <summary>Divides each group's weight; what rounding leaves goes to the group's first model.</summary>
    private void Share(ReadOnlySpan<double> weights, ReadOnlySpan<int> groups, double scale)
    {
        long[] left = [.. Groups];
        for (int m = 0; m < weights.Length; m++)
        {
            Models[m] = (long)(weights[m] * scale);
            left[groups[m]] -= Models[m];
        }

        for (int m = 0; m < weights.Length; m++)
        {
            Models[m] += left[groups[m]];
            left[groups[m]] = 0;
        }
    }
}
