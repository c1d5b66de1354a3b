using System.Collections.Immutable;
using System.Runtime.InteropServices;

using BioZooCte.Agreement;

namespace BioZooCte.Results;

/// <summary>Votes as bytes: where they were taken, and one byte for each position.</summary>
internal static class VotesCodec
{
    private const int BytesOfRun = sizeof(long) + sizeof(int);
    private const int MostAtATime = 1 << 14;

    /// <summary>The votes of an image; of an incomplete sheet that it is one.</summary>
    public static byte[] Encode(VoteSheet? sheet)
    {
        using RecordWriter writer = new();
        bool isComplete = sheet is { IsComplete: true };
        writer.Write(isComplete);
        if (isComplete)
        {
            Write(writer, sheet!);
        }

        return writer.ToPacked();
    }

    /// <summary>What <see cref="Encode(VoteSheet?)"/> made.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="seed">The user's seed.</param>
    /// <param name="imageName">The image's file name without folders.</param>
    /// <param name="sample">How many positions were wanted; null for every pixel.</param>
    /// <param name="store">Where the sheet stands.</param>
    /// <returns>The votes; null where the sheet was not complete.</returns>
    /// <exception cref="InvalidDataException">They are other bytes.</exception>
    public static VoteSheet? Decode(
        ReadOnlyMemory<byte> bytes, ulong seed, string imageName, int? sample, VoteStore store)
    {
        RecordReader reader = new(bytes);
        if (!reader.ReadBoolean())
        {
            reader.End();
            return null;
        }

        (int, int)[] planes = new (int, int)[reader.ReadCount(2 * sizeof(int))];
        for (int i = 0; i < planes.Length; i++)
        {
            planes[i] = (reader.ReadInt32(), reader.ReadInt32());
        }

        (int rows, int columns, long count) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt64());
        if (planes.Length == 0 || rows <= 0 || columns <= 0)
        {
            throw new InvalidDataException($"Votes are of {planes.Length} planes of {columns} × {rows} pixels.");
        }

        VotePositions positions = store.PositionsOf(
            seed, imageName, ImmutableCollectionsMarshal.AsImmutableArray(planes), rows, columns, sample);
        if (count != positions.Count || count > int.MaxValue)
        {
            throw new InvalidDataException($"There are {count} votes; expected {positions.Count}.");
        }

        ReadOnlySpan<byte> votes = reader.Take((int)count);
        reader.End();
        VoteSheet sheet = store.Open(positions);
        sheet.Write(0, votes);
        return sheet;
    }

    /// <summary>The votes that came from one tile.</summary>
    public static byte[] Encode(IReadOnlyList<VoteRun> runs)
    {
        using RecordWriter writer = new();
        writer.Write(runs.Count);
        foreach (VoteRun run in runs)
        {
            writer.Write(run.Start);
            writer.Write(run.Votes.Length);
            writer.Write(run.Votes.AsSpan());
        }

        return writer.ToPacked();
    }

    /// <summary>What <see cref="Encode(IReadOnlyList{VoteRun})"/> made.</summary>
    /// <exception cref="InvalidDataException">They are other bytes.</exception>
    public static ImmutableArray<VoteRun> DecodeTile(ReadOnlyMemory<byte> bytes)
    {
        RecordReader reader = new(bytes);
        VoteRun[] runs = new VoteRun[reader.ReadCount(BytesOfRun)];
        for (int i = 0; i < runs.Length; i++)
        {
            runs[i] = new VoteRun(reader.ReadInt64(), [.. reader.Take(reader.ReadCount(1))]);
        }

        reader.End();
        return ImmutableArray.Create(runs);
    }

    private static void Write(RecordWriter writer, VoteSheet sheet)
    {
        VotePositions positions = sheet.Positions;
        writer.Write(positions.Planes.Length);
        foreach ((int frame, int slice) in positions.Planes)
        {
            writer.Write(frame);
            writer.Write(slice);
        }

        writer.Write(positions.Rows);
        writer.Write(positions.Columns);
        writer.Write(positions.Count);
        byte[] votes = new byte[(int)Math.Min(MostAtATime, positions.Count)];
        for (long start = 0; start < positions.Count; start += votes.Length)
        {
            Span<byte> part = votes.AsSpan(0, (int)Math.Min(votes.Length, positions.Count - start));
            sheet.Read(start, part);
            writer.Write(part);
        }
    }
}
