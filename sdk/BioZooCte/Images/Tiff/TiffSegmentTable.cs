using System.Collections.Immutable;

namespace BioZooCte.Images.Tiff;

/// <summary>
/// Reads where a page's strips or tiles stand, and holds what they are said to hold against the bytes that they
/// have: nothing is allocated for a size that the file cannot fill.
/// </summary>
internal static class TiffSegmentTable
{
    /// <summary>How many times a file's bytes the segments of a page may be.</summary>
    private const int MostOverlap = 16;

    /// <exception cref="InvalidImageException">
    /// Segments are missing, too short or outside the file.
    /// </exception>
    public static ImmutableArray<FileSection> Read(TiffDirectory directory, TiffPage page)
    {
        (TiffTag offsetTag, TiffTag countTag) = page.IsTiled && directory.Has(TiffTag.TileOffsets)
            ? (TiffTag.TileOffsets, TiffTag.TileByteCounts)
            : (TiffTag.StripOffsets, TiffTag.StripByteCounts);
        long[] offsets = directory.Integers(offsetTag);
        long[] counts = directory.Integers(countTag);
        Int128 needed = (Int128)page.SegmentsAcross * page.SegmentsDown * (page.IsPlanar ? page.Samples : 1);
        if (offsets.Length < needed)
        {
            throw directory.Error(
                offsetTag,
                $"{offsets.Length} {Kind(page)}s of {page.SegmentWidth} × {page.SegmentHeight} pixels",
                $"{needed} for {page.Describe()}");
        }

        bool isCounted = counts.Length > 0 || page.Compression != TiffCompression.None;
        if (isCounted && counts.Length < needed)
        {
            throw directory.Error(countTag, $"{counts.Length} values", $"{needed}");
        }

        if (page.RowBytes > RowDecoder.MostRowBytes)
        {
            throw directory.Error(
                TiffTag.ImageWidth, $"a row of {page.RowBytes} bytes", $"at most {RowDecoder.MostRowBytes}");
        }

        ImmutableArray<FileSection>.Builder segments = ImmutableArray.CreateBuilder<FileSection>((int)needed);
        int perPlane = page.SegmentsAcross * page.SegmentsDown;
        for (int i = 0; i < needed; i++)
        {
            Int128 stored = (Int128)page.StoredRowBytes * page.RowsOf(i % perPlane / page.SegmentsAcross);
            Int128 count = isCounted ? counts[i] : stored;
            if (page.Compression == TiffCompression.None)
            {
                // More than the pixels take harms nobody; some writers count generously.
                count = Int128.Min(count, stored);
            }

            ThrowIfUnfit(directory, page, i, offsets[i], count, stored);
            segments.Add(new FileSection(offsets[i], (long)count));
        }

        ImmutableArray<FileSection> all = segments.MoveToImmutable();
        ThrowIfOverlapping(directory, page, all);
        return all;
    }

    /// <summary>The place of a segment, for messages.</summary>
    public static string Place(TiffPage page, int segment) =>
        $"page {page.Number}, {Kind(page)} {segment} at offset {page.Segments[segment].Offset}";

    private static string Kind(TiffPage page) => page.IsTiled ? "tile" : "strip";

    /// <summary>
    /// Segments that lie over one another could make a small file a long read. Some writers let those that are empty
    /// share their bytes, which are few.
    /// </summary>
    private static void ThrowIfOverlapping(
        TiffDirectory directory, TiffPage page, ImmutableArray<FileSection> segments)
    {
        long length = directory.File.Bytes.Length;
        Int128 most = ((Int128)MostOverlap * length) + (1 << 16);
        Int128 all = 0;
        foreach (FileSection segment in segments)
        {
            all += segment.Length;
        }

        if (all > most)
        {
            throw directory.File.Bytes.Error(
                $"page {page.Number}",
                $"its {segments.Length} {Kind(page)}s lie over one another: {all} bytes in a file of {length}",
                "each in its own place");
        }
    }

    private static void ThrowIfUnfit(
        TiffDirectory directory, TiffPage page, int segment, long offset, Int128 count, Int128 stored)
    {
        string place = $"page {page.Number}, {Kind(page)} {segment} at offset {offset}";
        if (offset < 0 || count > directory.File.Bytes.Length - (Int128)offset)
        {
            throw directory.File.Bytes.Error(
                place, $"{count} bytes, the file ends at {directory.File.Bytes.Length}", "bytes inside the file");
        }

        int ratio = TiffCompression.GreatestRatio(page.Compression) ?? 1;
        if (stored > count * ratio)
        {
            throw directory.File.Bytes.Error(
                place,
                page.Compression == TiffCompression.None
                    ? $"{count} bytes without compression"
                    : $"{count} bytes with {TiffCompression.Name(page.Compression)} compression",
                $"what {stored} bytes of pixels take");
        }
    }
}
