using System.Collections.Immutable;
using System.Runtime.InteropServices;

using BioZooCte.Consistency;

namespace BioZooCte.Results;

/// <summary>Counts as bytes. Every bit of a sum is kept, so that a score from kept counts is the score.</summary>
internal static class CountsCodec
{
    private const int BytesOfOne = (13 * sizeof(long)) + 1;

    /// <summary>Counts of an image's blocks and classes.</summary>
    public static byte[] Encode(ImmutableArray<PairCounts> blocks, ImmutableArray<PairCounts> classes)
    {
        using RecordWriter writer = new();
        Write(writer, blocks);
        Write(writer, classes);
        return writer.ToPacked();
    }

    /// <summary>What <see cref="Encode(ImmutableArray{PairCounts}, ImmutableArray{PairCounts})"/> made.</summary>
    /// <exception cref="InvalidDataException">They are other bytes.</exception>
    public static (ImmutableArray<PairCounts> Blocks, ImmutableArray<PairCounts> Classes) Decode(
        ReadOnlyMemory<byte> bytes)
    {
        RecordReader reader = new(bytes);
        (ImmutableArray<PairCounts>, ImmutableArray<PairCounts>) counts = (Read(ref reader), Read(ref reader));
        reader.End();
        return counts;
    }

    /// <summary>Counts of one pair of a tile.</summary>
    public static byte[] Encode(TilePairCounts counts)
    {
        using RecordWriter writer = new();
        writer.Write(counts.FirstRow);
        writer.Write(counts.FirstColumn);
        writer.Write(counts.Width);
        Write(writer, counts.Blocks);
        Write(writer, counts.Classes);
        return writer.ToPacked();
    }

    /// <summary>What <see cref="Encode(TilePairCounts)"/> made.</summary>
    /// <exception cref="InvalidDataException">They are other bytes.</exception>
    public static TilePairCounts DecodeTile(ReadOnlyMemory<byte> bytes)
    {
        RecordReader reader = new(bytes);
        TilePairCounts counts = new(
            reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), Read(ref reader), Read(ref reader));
        reader.End();
        return counts;
    }

    private static void Write(RecordWriter writer, ImmutableArray<PairCounts> counts)
    {
        writer.Write(counts.Length);
        foreach (PairCounts one in counts)
        {
            writer.Write(one.Pixels);
            writer.Write(one.Unperturbed);
            writer.Write(one.Perturbed);
            writer.Write(one.Intersection);
            writer.Write(one.EffectiveInvarianceSum);
            writer.Write(one.EntropySum);
            writer.Write(one.DivergenceSum);
            writer.Write(one.CrossEntropySum);
            writer.Write(one.DifferenceSum);
            writer.Write(one.InstancePixels);
            writer.Write(one.PairsInBoth);
            writer.Write(one.PairsInUnperturbed);
            writer.Write(one.PairsInPerturbed);
            writer.Write(one.Differs);
        }
    }

    private static ImmutableArray<PairCounts> Read(ref RecordReader reader)
    {
        int count = reader.ReadCount(BytesOfOne);
        if (count == 0)
        {
            return [];
        }

        PairCounts[] counts = new PairCounts[count];
        for (int i = 0; i < counts.Length; i++)
        {
            counts[i] = new PairCounts
            {
                Pixels = reader.ReadInt64(),
                Unperturbed = reader.ReadInt64(),
                Perturbed = reader.ReadInt64(),
                Intersection = reader.ReadInt64(),
                EffectiveInvarianceSum = reader.ReadDouble(),
                EntropySum = reader.ReadDouble(),
                DivergenceSum = reader.ReadDouble(),
                CrossEntropySum = reader.ReadDouble(),
                DifferenceSum = reader.ReadDouble(),
                InstancePixels = reader.ReadInt64(),
                PairsInBoth = reader.ReadDouble(),
                PairsInUnperturbed = reader.ReadDouble(),
                PairsInPerturbed = reader.ReadDouble(),
                Differs = reader.ReadBoolean(),
            };
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(counts);
    }
}
