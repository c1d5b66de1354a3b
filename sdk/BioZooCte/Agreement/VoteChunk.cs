namespace BioZooCte.Agreement;

/// <summary>The votes of all models at a run of positions, and what is summed over the models. Re-used for each run.</summary>
internal sealed class VoteChunk
{
    /// <summary>The positions of a chunk, at most.</summary>
    public const int Capacity = 1 << 14;

    private readonly byte[][] _votes;
    private readonly long[] _sums;

    /// <summary>An empty chunk.</summary>
    /// <param name="models">The models that vote.</param>
    /// <param name="positions">All positions that they vote at.</param>
    public VoteChunk(int models, long positions)
    {
        Room = (int)Math.Min(Capacity, positions);
        _votes = [.. Enumerable.Range(0, models).Select(_ => new byte[Room])];
        _sums = new long[Room];
    }

    /// <summary>The positions that it has room for: no more than there are.</summary>
    public int Room { get; }

    /// <summary>The positions that are read.</summary>
    public int Count { get; private set; }

    /// <summary>The first of them.</summary>
    public long Start { get; private set; }

    /// <summary>The sums of the last weighting.</summary>
    public ReadOnlySpan<long> Sums => _sums.AsSpan(0, Count);

    /// <summary>The votes of a model.</summary>
    public ReadOnlySpan<byte> Of(int model) => _votes[model].AsSpan(0, Count);

    /// <summary>Reads the votes from a position on.</summary>
    public void Read(IReadOnlyList<Voter> voters, long start)
    {
        Start = start;
        Count = (int)Math.Min(Room, voters[0].Votes.Positions.Count - start);
        for (int m = 0; m < voters.Count; m++)
        {
            voters[m].Votes.Read(start, _votes[m].AsSpan(0, Count));
        }
    }

    /// <summary>Takes Σ weight · vote over all models.</summary>
    public void Sum(ReadOnlySpan<long> weights)
    {
        Span<long> sums = _sums.AsSpan(0, Count);
        sums.Clear();
        for (int m = 0; m < weights.Length; m++)
        {
            AddTo(sums, m, weights[m]);
        }
    }

    /// <summary>Adds weight · vote of one model.</summary>
    public void AddTo(Span<long> sums, int model, long weight)
    {
        ReadOnlySpan<byte> votes = Of(model);
        for (int i = 0; i < votes.Length; i++)
        {
            sums[i] += weight * votes[i];
        }
    }
}
