using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;

using BioZooCte.Consistency;

namespace BioZooCte.Agreement;

/// <summary>
/// Holds each model against the consensus of those that do not share its vote, and counts it by blocks of the image.
/// </summary>
internal sealed class OthersCounter
{
    private readonly VoteChunk _chunk;
    private readonly ConsensusWeights _weights;
    private readonly int[] _first;
    private readonly int[] _next;
    private readonly long[] _limits;
    private readonly Counts[]?[] _counts;
    private readonly long[] _all;
    private readonly long[] _others;
    private readonly ulong[] _marks;
    private readonly List<Run> _runs = [];

    private OthersCounter(VoteChunk chunk, ConsensusWeights weights, int[] groups)
    {
        _chunk = chunk;
        _weights = weights;
        _first = new int[weights.Groups.Length];
        _next = new int[groups.Length];
        Link(groups);
        _limits = [.. weights.Groups.Select(group => weights.LimitOf(weights.Total - group))];
        int most = Math.Min(WeightedVotes.BlockLength, chunk.Most);
        _all = new long[most];
        _others = new long[most];
        _marks = new ulong[VoteChunk.WordsFor(most)];
        _counts = [.. groups.Select(g => HasOthers(g) ? new Counts[chunk.Positions.Blocks] : null)];
    }

    /// <summary>
    /// For each model and block the counts of its own foreground (unperturbed) against that of the others (perturbed);
    /// no blocks where there are no others.
    /// </summary>
    /// <param name="chunk">The votes.</param>
    /// <param name="weights">What each model weighs.</param>
    /// <param name="groups">The group of each model; models of one share a vote.</param>
    public static ImmutableArray<ImmutableArray<PairCounts>> Count(
        VoteChunk chunk, ConsensusWeights weights, int[] groups)
    {
        OthersCounter counter = new(chunk, weights, groups);
        foreach (long start in chunk.Starts)
        {
            chunk.Read(start);
            for (int i = 0; i < chunk.Count; i += counter._all.Length)
            {
                counter.Count(start, i, Math.Min(counter._all.Length, chunk.Count - i));
            }
        }

        return [.. counter._counts.Select(blocks => blocks is null ? [] : ToPairCounts(blocks))];
    }

    /// <summary>Links the models of each group, the first one first; −1 ends them.</summary>
    private void Link(int[] groups)
    {
        Array.Fill(_first, -1);
        for (int m = groups.Length - 1; m >= 0; m--)
        {
            _next[m] = _first[groups[m]];
            _first[groups[m]] = m;
        }
    }

    private static ImmutableArray<PairCounts> ToPairCounts(Counts[] blocks) =>
        ImmutableCollectionsMarshal.AsImmutableArray(Array.ConvertAll(blocks, block => new PairCounts
        {
            Pixels = block.All,
            Unperturbed = block.Own,
            Perturbed = block.Others,
            Intersection = block.Both,
        }));

    private bool HasOthers(int group) => _weights.Total > _weights.Groups[group];

    private void Count(long chunkStart, int first, int length)
    {
        FindRuns(chunkStart + first, length);
        Span<long> all = _all.AsSpan(0, length);
        Span<long> others = _others.AsSpan(0, length);
        all.Clear();
        for (int m = 0; m < _chunk.Models; m++)
        {
            Add(all, m, first, _weights.Models[m]);
        }

        for (int g = 0; g < _first.Length; g++)
        {
            if (!HasOthers(g))
            {
                continue;
            }

            all.CopyTo(others);
            for (int m = _first[g]; m >= 0; m = _next[m])
            {
                Add(others, m, first, -_weights.Models[m]);
            }

            WeightedVotes.MarkAbove(others, _limits[g], _marks);
            for (int m = _first[g]; m >= 0; m = _next[m])
            {
                Count(_chunk.ForegroundOf(m)[(first / VoteChunk.WordBits)..], _counts[m]!);
            }
        }
    }

    private void Add(Span<long> sums, int model, int first, long weight) =>
        WeightedVotes.AddTo(sums, _chunk.Of(model).Slice(first, sums.Length), weight);

    /// <summary>Finds which positions lie side by side in one block of the image.</summary>
    private void FindRuns(long first, int length)
    {
        VotePositions positions = _chunk.Positions;
        _runs.Clear();
        for (int start = 0; start < length;)
        {
            long pixel = positions[first + start];
            int end = (int)Math.Min(length, positions.IndexFrom(positions.EndOfBlock(pixel)) - first);
            _runs.Add(new Run(positions.BlockOf(pixel), start, end));
            start = end;
        }
    }

    private void Count(ReadOnlySpan<ulong> own, Counts[] blocks)
    {
        foreach (Run run in _runs)
        {
            Counts counts = blocks[run.Block];
            counts.All += run.End - run.Start;
            for (int word = run.Start / VoteChunk.WordBits; word * VoteChunk.WordBits < run.End; word++)
            {
                ulong inside = run.Inside(word);
                ulong mine = own[word] & inside;
                ulong others = _marks[word] & inside;
                counts.Own += BitOperations.PopCount(mine);
                counts.Others += BitOperations.PopCount(others);
                counts.Both += BitOperations.PopCount(mine & others);
            }

            blocks[run.Block] = counts;
        }
    }

    private record struct Counts(long All, long Own, long Others, long Both);

    /// <summary>Positions from the start up to, not with, the end, which lie in one block of the image.</summary>
    private readonly record struct Run(int Block, int Start, int End)
    {
        /// <summary>Those of them that a word of bits holds.</summary>
        public ulong Inside(int word)
        {
            int from = Math.Max(0, Start - (word * VoteChunk.WordBits));
            int to = Math.Min(VoteChunk.WordBits, End - (word * VoteChunk.WordBits));
            return (ulong.MaxValue >> (VoteChunk.WordBits - (to - from))) << from;
        }
    }
}
