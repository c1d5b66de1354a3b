using System.Collections.Immutable;

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

    private static readonly MeanIntersectionOverUnion Overlap = new();

    private readonly IReadOnlyList<Voter> _voters;
    private readonly double _threshold;
    private readonly byte _least;
    private readonly int[] _groups;
    private readonly int[] _sizes;
    private readonly double[] _consistency;
    private readonly double[] _standing;
    private readonly VoteChunk _chunk;

    private ConsensusFinder(IReadOnlyList<Voter> voters, double threshold)
    {
        _voters = voters;
        _threshold = threshold;
        _least = LeastForeground(threshold);
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
        _chunk = new VoteChunk(voters.Count, voters[0].Votes.Positions.Count);
    }

    private long Positions => _voters[0].Votes.Positions.Count;

    /// <summary>Compares models on one image.</summary>
    /// <param name="voters">The models, in an order that does not depend on the run's; all at the same positions.</param>
    /// <param name="threshold">Above it a probability is foreground.</param>
    public static ImageConsensus Find(IReadOnlyList<Voter> voters, double threshold)
    {
        ConsensusFinder finder = new(voters, threshold);
        double[] weights = finder.Settle();
        return new ImageConsensus
        {
            Weights = [.. weights],
            Firmness = Math.Min(1, weights.Zip(finder._consistency, (w, c) => w * c).Sum()),
            Against = finder.CountAgainstOthers(weights),
            Between = PairwiseCounter.Count(voters, finder._chunk, finder._least),
        };
    }

    /// <summary>The smallest vote that is foreground; 256 cannot be, for a threshold is below 1.</summary>
    private static byte LeastForeground(double threshold)
    {
        int vote = 0;
        while (vote < byte.MaxValue && vote / (double)byte.MaxValue <= threshold)
        {
            vote++;
        }

        return (byte)vote;
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
        ConsensusWeights whole = new(weights, _groups, _threshold);
        long limit = whole.LimitOf(whole.Total);
        long[] own = new long[_voters.Count];
        long[] both = new long[_voters.Count];
        long consensus = 0;
        bool[] isForeground = new bool[_chunk.Room];
        for (long start = 0; start < Positions; start += _chunk.Room)
        {
            _chunk.Read(_voters, start);
            _chunk.Sum(whole.Models);
            for (int i = 0; i < _chunk.Count; i++)
            {
                isForeground[i] = _chunk.Sums[i] > limit;
                consensus += isForeground[i] ? 1 : 0;
            }

            for (int m = 0; m < _voters.Count; m++)
            {
                ReadOnlySpan<byte> votes = _chunk.Of(m);
                for (int i = 0; i < votes.Length; i++)
                {
                    bool isOwn = votes[i] >= _least;
                    own[m] += isOwn ? 1 : 0;
                    both[m] += isOwn & isForeground[i] ? 1 : 0;
                }
            }
        }

        return [.. own.Select((count, m) => Overlap.Score(new PairCounts
        {
            Pixels = Positions,
            Unperturbed = count,
            Perturbed = consensus,
            Intersection = both[m],
        }) ?? 0)];
    }

    private ImmutableArray<ImmutableArray<PairCounts>> CountAgainstOthers(double[] weights)
    {
        ConsensusWeights whole = new(weights, _groups, _threshold);
        VotePositions positions = _voters[0].Votes.Positions;
        PairCounts[]?[] blocks = [.. _groups.Select(g =>
            whole.Total == whole.Groups[g] ? null : new PairCounts[positions.Blocks])];
        long[][] groupSums = [.. whole.Groups.Select(_ => new long[_chunk.Room])];
        int[] blockOf = new int[_chunk.Room];
        for (long start = 0; start < Positions; start += _chunk.Room)
        {
            _chunk.Read(_voters, start);
            _chunk.Sum(whole.Models);
            for (int i = 0; i < _chunk.Count; i++)
            {
                blockOf[i] = positions.BlockOf(positions[start + i]);
            }

            foreach (long[] sums in groupSums)
            {
                Array.Clear(sums);
            }

            for (int m = 0; m < _voters.Count; m++)
            {
                _chunk.AddTo(groupSums[_groups[m]].AsSpan(0, _chunk.Count), m, whole.Models[m]);
            }

            for (int m = 0; m < _voters.Count; m++)
            {
                if (blocks[m] is PairCounts[] counts)
                {
                    long limit = whole.LimitOf(whole.Total - whole.Groups[_groups[m]]);
                    Count(m, groupSums[_groups[m]], limit, blockOf, counts);
                }
            }
        }

        return [.. blocks.Select(b => b is null ? [] : ImmutableArray.Create(b))];
    }

    private void Count(int model, long[] own, long limit, int[] blockOf, PairCounts[] blocks)
    {
        ReadOnlySpan<byte> votes = _chunk.Of(model);
        ReadOnlySpan<long> sums = _chunk.Sums;
        for (int i = 0; i < votes.Length;)
        {
            int block = blockOf[i];
            int start = i;
            long unperturbed = 0;
            long consensus = 0;
            long both = 0;
            for (; i < votes.Length && blockOf[i] == block; i++)
            {
                bool isOwn = votes[i] >= _least;
                bool isOthers = sums[i] - own[i] > limit;
                unperturbed += isOwn ? 1 : 0;
                consensus += isOthers ? 1 : 0;
                both += isOwn & isOthers ? 1 : 0;
            }

            blocks[block] += new PairCounts
            {
                Pixels = i - start,
                Unperturbed = unperturbed,
                Perturbed = consensus,
                Intersection = both,
            };
        }
    }
}
