namespace BioZooCte.Images;

/// <summary>
/// Takes values of fewer bits than a byte or two out of packed rows, the first value in the highest bits.
/// </summary>
internal static class SampleBits
{
    /// <summary>Values of 1 to 8 bits, each into a byte.</summary>
    public static void Unpack(ReadOnlySpan<byte> packed, int bits, Span<byte> values)
    {
        int mask = (1 << bits) - 1;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (byte)(Window(packed, (long)i * bits) >> (16 - bits) & mask);
        }
    }

    /// <summary>Values of 9 to 16 bits, each into two bytes.</summary>
    public static void Unpack(ReadOnlySpan<byte> packed, int bits, Span<ushort> values)
    {
        int mask = (1 << bits) - 1;
        for (int i = 0; i < values.Length; i++)
        {
            long at = (long)i * bits;
            int both = (Window(packed, at) << 8) | (Window(packed, at + 8) & 255);
            values[i] = (ushort)(both >> (24 - bits) & mask);
        }
    }

    /// <summary>Sixteen bits from a bit on; zeros beyond the end.</summary>
    private static int Window(ReadOnlySpan<byte> packed, long bit)
    {
        int at = (int)(bit >> 3);
        int three = (At(packed, at) << 16) | (At(packed, at + 1) << 8) | At(packed, at + 2);
        return three >> (8 - (int)(bit & 7)) & 0xFFFF;
    }

    private static int At(ReadOnlySpan<byte> packed, int index) => index < packed.Length ? packed[index] : 0;
}
