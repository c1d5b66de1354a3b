using System.Runtime.InteropServices;

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
    private readonly long[] _own;
    private readonly long[] _both;
    private readonly double[] _overlaps;
    private readonly double[] _changes;

    private ConsensusFinder(IReadOnlyList<Voter> voters, double threshold, int room)
    {
        _threshold = threshold;
        _groups = GroupsOf(voters);
        int[] members = new int[_groups.Length];
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
        _own = new long[voters.Count];
        _both = new long[voters.Count];
        _overlaps = new double[voters.Count];
        _changes = new double[voters.Count];
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
            Weights = ImmutableCollectionsMarshal.AsImmutableArray(weights),
            Firmness = Math.Min(1, weights.Zip(finder._consistency, (w, c) => w * c).Sum()),
            Against = OthersCounter.Count(finder._chunk, finder.Whole(weights), finder._groups),
            Between = PairwiseCounter.Count(finder._chunk),
        };
    }

    /// <summary>The groups by the place of each one's first model, from 0 on without gaps.</summary>
    private static int[] GroupsOf(IReadOnlyList<Voter> voters)
    {
        Dictionary<int, int> places = new(voters.Count);
        int[] groups = new int[voters.Count];
        for (int m = 0; m < groups.Length; m++)
        {
            places.TryAdd(voters[m].Group, places.Count);
            groups[m] = places[voters[m].Group];
        }

        return groups;
    }

    private double[] Settle()
    {
        double[] weights = WeightsOf(_ => 1);
        for (int round = 0; round < MostRounds; round++)
        {
            FindOverlapsWithConsensus(weights);
            double[] next = WeightsOf(m => _overlaps[m] * _overlaps[m]);
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
        double[] weights = new double[_standing.Length];
        double sum = 0;
        for (int m = 0; m < weights.Length; m++)
        {
            weights[m] = ((_standing[m] * factor(m)) + Floor) / _sizes[m];
            sum += weights[m];
        }

        for (int m = 0; m < weights.Length; m++)
        {
            weights[m] /= sum;
        }

        return weights;
    }

    /// <summary>By votes and not by models, so that a copy of a model changes nothing.</summary>
    private double GreatestChange(double[] before, double[] after)
    {
        Array.Clear(_changes);
        for (int m = 0; m < before.Length; m++)
        {
            _changes[_groups[m]] += after[m] - before[m];
        }

        return _changes.Max(Math.Abs);
    }

    private void FindOverlapsWithConsensus(double[] weights)
    {
        ConsensusWeights whole = Whole(weights);
        Array.Clear(_own);
        Array.Clear(_both);
        long consensus = 0;
        foreach (long start in _chunk.Starts)
        {
            _chunk.Read(start);
            Span<ulong> marks = _marks.AsSpan(0, _chunk.Words);
            _consensus.Mark(_chunk, whole, marks);
            consensus += BitCount.Of(marks);
            for (int m = 0; m < _own.Length; m++)
            {
                ReadOnlySpan<ulong> foreground = _chunk.ForegroundOf(m);
                _own[m] += BitCount.Of(foreground);
                _both[m] += BitCount.InBoth(foreground, marks);
            }
        }

        for (int m = 0; m < _overlaps.Length; m++)
        {
            _overlaps[m] = MeanIntersectionOverUnion.Of(_chunk.Positions.Count, _own[m], consensus, _both[m]) ?? 0;
        }
    }
}
