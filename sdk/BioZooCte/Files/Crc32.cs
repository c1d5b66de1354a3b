namespace BioZooCte.Files;

/// <summary>The checksum of PNG chunks and zip entries (ISO 3309, polynomial 0xEDB88320), eight bytes at a time.</summary>
internal static class Crc32
{
    private static readonly uint[] Table = MakeTable();

    /// <summary>
    /// What <see cref="Add"/> begins with; the checksum is the complement of what it ends with.
    /// </summary>
    public const uint Start = uint.MaxValue;

    /// <summary>Goes on with more bytes.</summary>
    public static uint Add(uint crc, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= 8)
        {
            uint low = crc ^ BitConverter.ToUInt32(bytes);
            crc = Table[(7 * 256) + (int)(low & 255)]
                ^ Table[(6 * 256) + (int)((low >> 8) & 255)]
                ^ Table[(5 * 256) + (int)((low >> 16) & 255)]
                ^ Table[(4 * 256) + (int)(low >> 24)]
                ^ Table[(3 * 256) + bytes[4]]
                ^ Table[(2 * 256) + bytes[5]]
                ^ Table[256 + bytes[6]]
                ^ Table[bytes[7]];
            bytes = bytes[8..];
        }

        foreach (byte value in bytes)
        {
            crc = (crc >> 8) ^ Table[(byte)crc ^ value];
        }

        return crc;
    }

    /// <summary>The checksum of bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => ~Add(Start, bytes);

    /// <summary>Entry k·256 + b: byte b with k bytes of zero after it.</summary>
    private static uint[] MakeTable()
    {
        uint[] table = new uint[8 * 256];
        for (uint value = 0; value < 256; value++)
        {
            uint crc = value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }

            table[value] = crc;
        }

        for (int i = 256; i < table.Length; i++)
        {
            table[i] = (table[i - 256] >> 8) ^ table[(byte)table[i - 256]];
        }

        return table;
    }
}
