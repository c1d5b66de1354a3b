using System.Collections.Immutable;
using System.Text;

namespace BioZooCte.Images.Tiff;

/// <summary>The labels that ImageJ keeps for each plane, in tags of its own.</summary>
internal static class ImageJLabels
{
    private const uint Magic = 0x494A494A;
    private const uint LabelType = 0x6C61626C;

    /// <summary>
    /// The labels of the channels' first planes, where each of several channels has one of its own; else none.
    /// Labels are a courtesy: damaged ones are none.
    /// </summary>
    public static ImmutableArray<string> ChannelNames(TiffDirectory directory, int channels)
    {
        if (channels < 2 || directory.Bytes(TiffTag.ImageJMetadata) is not byte[] metadata)
        {
            return [];
        }

        long[] lengths = directory.Integers(TiffTag.ImageJByteCounts);
        List<string> labels = Read(directory.File, metadata, lengths, channels);
        bool isNamed = labels.Distinct().Count() == channels && labels.TrueForAll(label => label.Length > 0);
        return labels.Count == channels && isNamed
            ? [.. labels]
            : [];
    }

    /// <summary>
    /// The first part is a table: a magic number, then type and number of parts for each type; the parts follow.
    /// </summary>
    private static List<string> Read(TiffFile file, byte[] metadata, long[] lengths, int most)
    {
        const int Row = 8;
        List<string> labels = [];
        long at = lengths.Length == 0 ? 0 : lengths[0];
        if (at < 4 || at > metadata.Length || file.UInt32(metadata) != Magic)
        {
            return labels;
        }

        long part = 1;
        for (int row = 4; row + Row <= lengths[0]; row += Row)
        {
            bool isLabel = file.UInt32(metadata.AsSpan(row)) == LabelType;
            uint count = file.UInt32(metadata.AsSpan(row + 4));
            for (uint i = 0; i < count; i++, part++)
            {
                if (part >= lengths.Length || lengths[part] > metadata.Length - at)
                {
                    return labels;
                }

                if (isLabel && labels.Count < most)
                {
                    Encoding utf16 = file.IsBigEndian ? Encoding.BigEndianUnicode : Encoding.Unicode;
                    string text = utf16.GetString(metadata, (int)at, (int)lengths[part]);
                    labels.Add(text.Split('\n')[0].Trim());
                }

                at += lengths[part];
            }
        }

        return labels;
    }
}
