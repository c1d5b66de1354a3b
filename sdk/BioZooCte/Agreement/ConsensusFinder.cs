using BioZooCte.Consistency;

namespace BioZooCte.Agreement;

/// <summary>
/// Finds what models agree on in one image. Those who stand by their answer speak for all: weights ∝ c³² + 1e-12
/// choose a first consensus [Σ w·u / Σ w &gt; t], then weights ∝ c³²·miou(U, C)² + 1e-12 the next one, until no vote's
/// weight changes by 1e-6 or thirty rounds are over. Models that share a vote divide it. Then each model is held
/// against the consensus of those that do not share its vote.
/// </summary>
/// <remarks>
/// This project's own; akin to raters without a truth (Dawid and Skene 1979, doi:10.2307/2346806) and to STAPLE
/// (Warfield et al. 2004, doi:10.1109/TMI.2004.828354).
/// </remarks>
internal sealed class ConsensusFinder
{
    private const int MostRounds = 30;
    private const double SmallestChange = 1e-6;
    private const double Floor = 1e-12;

    private readonly double _threshold;
    private readonly int[] _groups;
    private readonly int[] _sizes;
    private readonly double[] _consistency;
    private readonly double[] _standing;
    private readonly VoteChunk _chunk;
    private readonly WeightedConsensus _consensus;
    private readonly ulong[] _marks;

    private ConsensusFinder(IReadOnlyList<Voter> voters, double threshold, int room)
    {
        _threshold = threshold;
        int[] distinct = [.. voters.Select(v => v.Group).Distinct()];
        _groups = [.. voters.Select(v => Array.IndexOf(distinct, v.Group))];
        int[] members = new int[distinct.Length];
        foreach (int group in _groups)
        {
            members[group]++;
        }

        _sizes = [.. _groups.Select(group => members[group])];
        _consistency = [.. voters.Select(v => v.Consistency ?? 0)];
        _standing = [.. _consistency.Select(c => Math.Pow(c, 32))];
        _chunk = new VoteChunk(voters, threshold, room);
        _consensus = new WeightedConsensus(_chunk.Most);
        _marks = new ulong[VoteChunk.WordsFor(_chunk.Most)];
    }

    /// <summary>Compares models on one image.</summary>
    /// <param name="voters">The models, in an order that does not depend on the run's; all at the same positions.</param>
    /// <param name="threshold">Above it a probability is foreground.</param>
    /// <param name="room">Bytes of votes that are read at a time.</param>
    public static ImageConsensus Find(
        IReadOnlyList<Voter> voters, double threshold, int room = VoteChunk.UsualRoom)
    {
        ConsensusFinder finder = new(voters, threshold, room);
        double[] weights = finder.Settle();
        return new ImageConsensus
        {
            Weights = [.. weights],
            Firmness = Math.Min(1, weights.Zip(finder._consistency, (w, c) => w * c).Sum()),
            Against = OthersCounter.Count(finder._chunk, finder.Whole(weights), finder._groups),
            Between = PairwiseCounter.Count(finder._chunk),
        };
    }

    private double[] Settle()
    {
        double[] weights = WeightsOf(_ => 1);
        for (int round = 0; round < MostRounds; round++)
        {
            double[] overlaps = OverlapsWithConsensus(weights);
            double[] next = WeightsOf(m => overlaps[m] * overlaps[m]);
            double change = GreatestChange(weights, next);
            weights = next;
            if (change < SmallestChange)
            {
                break;
            }
        }

        return weights;
    }

    private ConsensusWeights Whole(double[] weights) => new(weights, _groups, _threshold);

    private double[] WeightsOf(Func<int, double> factor)
    {
        double[] weights =
            [.. _standing.Select((standing, m) => ((standing * factor(m)) + Floor) / _sizes[m])];
        double sum = weights.Sum();
        return [.. weights.Select(w => w / sum)];
    }

    /// <summary>By votes and not by models, so that a copy of a model changes nothing.</summary>
    private double GreatestChange(double[] before, double[] after)
    {
        double[] changes = new double[before.Length];
        for (int m = 0; m < before.Length; m++)
        {
            changes[_groups[m]] += after[m] - before[m];
        }

        return changes.Max(Math.Abs);
    }

    private double[] OverlapsWithConsensus(double[] weights)
    {
        ConsensusWeights whole = Whole(weights);
        long[] own = new long[_groups.Length];
        long[] both = new long[_groups.Length];
        long consensus = 0;
        foreach (long start in _chunk.Starts)
        {
            _chunk.Read(start);
            Span<ulong> marks = _marks.AsSpan(0, _chunk.Words);
            _consensus.Mark(_chunk, whole, marks);
            consensus += BitCount.Of(marks);
            for (int m = 0; m < own.Length; m++)
            {
                ReadOnlySpan<ulong> foreground = _chunk.ForegroundOf(m);
                own[m] += BitCount.Of(foreground);
                both[m] += BitCount.InBoth(foreground, marks);
            }
        }

        return
        [
            .. own.Select((count, m) =>
                MeanIntersectionOverUnion.Of(_chunk.Positions.Count, count, consensus, both[m]) ?? 0),
        ];
    }
}
