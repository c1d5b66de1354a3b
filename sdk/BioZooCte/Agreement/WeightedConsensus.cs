namespace BioZooCte.Agreement;

/// <summary>
/// Where models together say foreground. The heaviest are heard first, and the others only where these leave it open:
/// most models weigh little, and most positions are clear.
/// </summary>
/// <param name="most">The most positions that a chunk has.</param>
internal sealed class WeightedConsensus(int most)
{
    // How many models are heard before looking whether all is decided.
    private const int HeardAtATime = 4;

    private readonly long[] _sums = new long[Math.Min(WeightedVotes.BlockLength, most)];

    /// <summary>Marks the foreground of a chunk.</summary>
    /// <param name="chunk">The votes.</param>
    /// <param name="weights">What each model weighs.</param>
    /// <param name="marks">A bit for each position; those beyond the last are 0.</param>
    public void Mark(VoteChunk chunk, ConsensusWeights weights, Span<ulong> marks)
    {
        ReadOnlySpan<int> order = weights.HeaviestFirst;
        long limit = weights.LimitOf(weights.Total);
        for (int start = 0; start < chunk.Count; start += _sums.Length)
        {
            Span<long> sums = _sums.AsSpan(0, Math.Min(_sums.Length, chunk.Count - start));
            sums.Clear();
            long left = weights.Total;
            bool isDecided = false;
            for (int heard = 0; heard < order.Length && !isDecided;)
            {
                int model = order[heard];
                WeightedVotes.AddTo(sums, chunk.Of(model).Slice(start, sums.Length), weights.Models[model]);
                left -= weights.Models[model];
                heard++;
                isDecided = heard % HeardAtATime == 0 && WeightedVotes.AreDecided(sums, limit, left * byte.MaxValue);
            }

            WeightedVotes.MarkAbove(sums, limit, marks[(start / VoteChunk.WordBits)..]);
        }
    }
}
