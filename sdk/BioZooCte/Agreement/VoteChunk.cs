using System.Runtime.Intrinsics;

namespace BioZooCte.Agreement;

/// <summary>
/// The votes of all models at a run of positions, and which of them are foreground, a bit each. Re-used for each run;
/// a sample of the usual size is one run, which is read once.
/// </summary>
internal sealed class VoteChunk
{
    /// <summary>The positions of a word of bits.</summary>
    public const int WordBits = 64;

    /// <summary>Bytes of votes, of all models together: those of 256 models at the usual number of positions.</summary>
    public const int UsualRoom = 1 << 24;

    private const int MostRoomOfAll = 1 << 26;

    private readonly IReadOnlyList<Voter> _voters;
    private readonly byte _least;
    private readonly byte[] _votes;
    private readonly ulong[] _foreground;
    private long _start = -1;

    /// <summary>An empty chunk.</summary>
    /// <param name="voters">The models, all at the same positions.</param>
    /// <param name="threshold">Above it a probability is foreground.</param>
    /// <param name="room">Bytes of votes that are read at a time; those of 64 positions at least.</param>
    public VoteChunk(IReadOnlyList<Voter> voters, double threshold, int room = UsualRoom)
    {
        _voters = voters;
        _least = LeastForeground(threshold);
        Positions = voters[0].Votes.Positions;
        Most = (int)Math.Min(Positions.Count, Math.Max(1, room / WordBits / voters.Count) * WordBits);
        _votes = new byte[Most * voters.Count];
        _foreground = new ulong[WordsFor(Most) * voters.Count];
    }

    /// <summary>Bytes of votes for each of several chunks that are read at the same time.</summary>
    public static int RoomFor(int chunks) => Math.Min(UsualRoom, MostRoomOfAll / chunks);

    /// <summary>The models.</summary>
    public int Models => _voters.Count;

    /// <summary>Where the votes were taken.</summary>
    public VotePositions Positions { get; }

    /// <summary>The positions that are read.</summary>
    public int Count { get; private set; }

    /// <summary>The words that their bits take; bits beyond the last position are 0.</summary>
    public int Words => WordsFor(Count);

    /// <summary>The most positions that are read at a time.</summary>
    public int Most { get; }

    /// <summary>Where each run of positions starts.</summary>
    public IEnumerable<long> Starts
    {
        get
        {
            for (long start = 0; start < Positions.Count; start += Most)
            {
                yield return start;
            }
        }
    }

    /// <summary>The votes of a model.</summary>
    public ReadOnlySpan<byte> Of(int model) => _votes.AsSpan(model * Most, Count);

    /// <summary>Where a model says foreground.</summary>
    public ReadOnlySpan<ulong> ForegroundOf(int model) =>
        _foreground.AsSpan(model * WordsFor(Most), Words);

    /// <summary>Reads the run of votes that starts at a position, one of <see cref="Starts"/>.</summary>
    public void Read(long start)
    {
        if (start == _start)
        {
            return;
        }

        _start = start;
        Count = (int)Math.Min(Most, Positions.Count - start);
        for (int m = 0; m < _voters.Count; m++)
        {
            Span<byte> votes = _votes.AsSpan(m * Most, Count);
            _voters[m].Votes.Read(start, votes);
            Mark(votes, _foreground.AsSpan(m * WordsFor(Most), Words));
        }
    }

    /// <summary>The words that the bits of positions take.</summary>
    public static int WordsFor(int positions) => (positions + WordBits - 1) / WordBits;

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

    private void Mark(ReadOnlySpan<byte> votes, Span<ulong> foreground)
    {
        foreground.Clear();
        Vector128<byte> least = Vector128.Create(_least);
        int whole = votes.Length - (votes.Length % Vector128<byte>.Count);
        for (int i = 0; i < whole; i += Vector128<byte>.Count)
        {
            Vector128<byte> some = Vector128.Create(votes.Slice(i, Vector128<byte>.Count));
            ulong bits = Vector128.GreaterThanOrEqual(some, least).ExtractMostSignificantBits();
            foreground[i / WordBits] |= bits << (i % WordBits);
        }

        for (int i = whole; i < votes.Length; i++)
        {
            foreground[i / WordBits] |= (votes[i] >= _least ? 1ul : 0) << (i % WordBits);
        }
    }
}
