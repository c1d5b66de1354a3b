using System.Collections.Immutable;

namespace BioZooCte.Images.Tiff;

/// <summary>
/// Finds out what the pages of a TIFF file are together: by OME-XML, by ImageJ, by tifffile, or merely a
/// stack.
/// </summary>
internal static class TiffStackReader
{
    /// <exception cref="InvalidImageException">
    /// Description and pages contradict each other, or a page is damaged.
    /// </exception>
    public static TiffStack Read(IReadOnlyList<TiffDirectory> directories)
    {
        string description = directories[0].Text(TiffTag.ImageDescription)?.Trim() ?? "";
        if (description.StartsWith('<') && description.Contains("<OME", StringComparison.Ordinal))
        {
            return OmeStack.Read(directories, OmeDescription.Parse(directories[0], description));
        }

        if (description.StartsWith("ImageJ=", StringComparison.Ordinal))
        {
            return ImageJStack.Read(directories, ImageJDescription.Parse(description));
        }

        ImmutableArray<TiffPage> pages = ReadPages(
            directories.Where(d => (d.Integer(TiffTag.NewSubfileType, absent: 0) & 1) == 0), isPaletteKept: false);
        return pages.Length == 0
            ? throw directories[0].Error(
                TiffTag.NewSubfileType, "all pages are reduced copies", "a page of its own")
            : ShapedStack.TryRead(description, pages, directories[0]) ?? TiffStack.Of(
                pages, [new FileAxis('z', pages.Length, IsStated: false)], "the file, whose pages have no name,");
    }

    /// <summary>Reads pages, which have to be alike.</summary>
    public static ImmutableArray<TiffPage> ReadPages(IEnumerable<TiffDirectory> directories, bool isPaletteKept)
    {
        ImmutableArray<TiffPage>.Builder pages = ImmutableArray.CreateBuilder<TiffPage>();
        foreach (TiffDirectory directory in directories)
        {
            TiffPage page = TiffPageReader.Read(directory, isPaletteKept);
            if (pages.Count > 0 && !page.IsAlike(pages[0]))
            {
                throw directory.File.Bytes.Error(
                    $"page {page.Number}", page.Describe(), $"{pages[0].Describe()}, as page {pages[0].Number}");
            }

            pages.Add(page);
        }

        return pages.ToImmutable();
    }
}
