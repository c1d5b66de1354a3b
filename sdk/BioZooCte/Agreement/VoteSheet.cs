using Microsoft.Win32.SafeHandles;

namespace BioZooCte.Agreement;

/// <summary>
/// What one model says at the positions of one image: its unperturbed foreground, a byte each, rounded to 1/255.
/// Threads may write disjoint parts at the same time. The memory is the store's.
/// </summary>
internal sealed class VoteSheet
{
    private readonly byte[]? _memory;
    private readonly SafeFileHandle? _file;
    private readonly long _offset;
    private long _written;

    /// <summary>A sheet in memory.</summary>
    public VoteSheet(VotePositions positions)
    {
        Positions = positions;
        _memory = new byte[positions.Count];
    }

    /// <summary>A sheet in a file, from an offset on.</summary>
    public VoteSheet(VotePositions positions, SafeFileHandle file, long offset)
    {
        Positions = positions;
        _file = file;
        _offset = offset;
    }

    /// <summary>Where the votes were taken.</summary>
    public VotePositions Positions { get; }

    /// <summary>Whether there is a vote at every position.</summary>
    public bool IsComplete => Volatile.Read(ref _written) == Positions.Count;

    /// <summary>Writes votes that were not written before.</summary>
    public void Write(long start, ReadOnlySpan<byte> votes)
    {
        if (_memory is not null)
        {
            votes.CopyTo(_memory.AsSpan(checked((int)start)));
        }
        else
        {
            RandomAccess.Write(_file!, votes, _offset + start);
        }

        Interlocked.Add(ref _written, votes.Length);
    }

    /// <summary>Reads votes.</summary>
    public void Read(long start, Span<byte> votes)
    {
        if (_memory is not null)
        {
            _memory.AsSpan(checked((int)start), votes.Length).CopyTo(votes);
            return;
        }

        for (int done = 0; done < votes.Length;)
        {
            int read = RandomAccess.Read(_file!, votes[done..], _offset + start + done);
            done += read > 0
                ? read
                : throw new EndOfStreamException($"The votes end before byte {_offset + start + votes.Length}.");
        }
    }
}
