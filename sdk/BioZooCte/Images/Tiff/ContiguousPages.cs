using System.Collections.Immutable;

namespace BioZooCte.Images.Tiff;

/// <summary>
/// Planes that follow one another without directories of their own: so ImageJ writes stacks over 4 GB, and tifffile
/// where it is asked to.
/// </summary>
internal static class ContiguousPages
{
    /// <summary>The planes, of which the first has the directory.</summary>
    /// <exception cref="InvalidImageException">
    /// They are compressed, or the file ends before the last.
    /// </exception>
    public static ImmutableArray<TiffPage> Of(TiffDirectory directory, TiffPage first, int count)
    {
        if (count == 1)
        {
            return [first];
        }

        long length = first.StoredRowBytes * first.Height * (first.IsPlanar ? first.Samples : 1);
        FileSection start = first.Segments[0];
        long end = start.Offset;
        foreach (FileSection segment in first.Segments)
        {
            end = segment.Offset == end ? end + segment.Length : -1;
        }

        if (first.IsTiled || first.Compression != TiffCompression.None || end != start.Offset + length)
        {
            throw directory.Error(
                TiffTag.ImageDescription,
                $"{count} planes are stated, with one directory",
                "a directory for each, or the planes one after another without compression");
        }

        Int128 needed = (Int128)length * count;
        return needed <= directory.File.Bytes.Length - start.Offset
            ? [.. Enumerable.Range(0, count).Select(plane => first.After(plane * length))]
            : throw directory.Error(
                TiffTag.ImageDescription,
                $"{count} planes are stated, with one directory and "
                    + $"{directory.File.Bytes.Length - start.Offset} bytes from offset {start.Offset} on",
                $"{needed} bytes");
    }
}
