using System.Buffers.Binary;
using System.Text;

namespace BioZooCte.Images.Tiff;

/// <summary>ImageJ's own two tags, little-endian.</summary>
/// <param name="Lengths">The lengths of the parts; none where there is nothing to say.</param>
/// <param name="Bytes">The parts: first a table of their types, then the labels.</param>
internal sealed record ImageJMetadata(uint[] Lengths, byte[] Bytes)
{
    private const uint Magic = 0x494A494A;
    private const uint LabelType = 0x6C61626C;
    private const int TableLength = 12;

    /// <summary>Each plane labelled with its channel's name.</summary>
    public static ImageJMetadata OfLabels(IReadOnlyList<string>? channelNames, int planes)
    {
        if (channelNames is null || channelNames.Count < 2)
        {
            return new ImageJMetadata([], []);
        }

        byte[][] labels = [.. channelNames.Select(Encoding.Unicode.GetBytes)];
        List<uint> lengths = [TableLength];
        using MemoryStream bytes = new();
        Span<byte> table = stackalloc byte[TableLength];
        BinaryPrimitives.WriteUInt32LittleEndian(table, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(table[4..], LabelType);
        BinaryPrimitives.WriteUInt32LittleEndian(table[8..], (uint)planes);
        bytes.Write(table);
        for (int plane = 0; plane < planes; plane++)
        {
            byte[] label = labels[plane % labels.Length];
            lengths.Add((uint)label.Length);
            bytes.Write(label);
        }

        return new ImageJMetadata([.. lengths], bytes.ToArray());
    }
}
