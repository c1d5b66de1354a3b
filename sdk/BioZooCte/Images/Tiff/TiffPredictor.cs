using System.Runtime.InteropServices;

namespace BioZooCte.Images.Tiff;

/// <summary>Undoes the differences that a row is stored as.</summary>
internal static class TiffPredictor
{
    /// <summary>Samples as they are.</summary>
    public const int None = 1;

    /// <summary>Differences of neighbouring samples.</summary>
    public const int Horizontal = 2;

    /// <summary>Differences of bytes, all highest bytes of the row first.</summary>
    public const int FloatingPoint = 3;

    /// <summary>Predictor 2, in place.</summary>
    /// <param name="row">A row of little-endian samples.</param>
    /// <param name="samples">Samples interleaved in it.</param>
    /// <param name="sampleBytes">Bytes of a sample.</param>
    public static void UndoHorizontal(Span<byte> row, int samples, int sampleBytes)
    {
        switch (sampleBytes)
        {
            case 1:
                for (int i = samples; i < row.Length; i++)
                {
                    row[i] += row[i - samples];
                }

                break;
            case 2:
                Span<ushort> shorts = MemoryMarshal.Cast<byte, ushort>(row);
                for (int i = samples; i < shorts.Length; i++)
                {
                    shorts[i] += shorts[i - samples];
                }

                break;
            case 4:
                Span<uint> ints = MemoryMarshal.Cast<byte, uint>(row);
                for (int i = samples; i < ints.Length; i++)
                {
                    ints[i] += ints[i - samples];
                }

                break;
            default:
                Span<ulong> longs = MemoryMarshal.Cast<byte, ulong>(row);
                for (int i = samples; i < longs.Length; i++)
                {
                    longs[i] += longs[i - samples];
                }

                break;
        }
    }

    /// <summary>Predictor 3; the result is little-endian, whatever the file's byte order.</summary>
    /// <param name="stored">The row as stored, which is changed.</param>
    /// <param name="samples">Samples interleaved in it.</param>
    /// <param name="sampleBytes">Bytes of a sample.</param>
    /// <param name="row">The samples.</param>
    public static void UndoFloatingPoint(Span<byte> stored, int samples, int sampleBytes, Span<byte> row)
    {
        UndoHorizontal(stored, samples, 1);
        int count = stored.Length / sampleBytes;
        for (int rank = 0; rank < sampleBytes; rank++)
        {
            ReadOnlySpan<byte> plane = stored.Slice(rank * count, count);
            int at = sampleBytes - 1 - rank;
            for (int i = 0; i < count; i++, at += sampleBytes)
            {
                row[at] = plane[i];
            }
        }
    }
}
