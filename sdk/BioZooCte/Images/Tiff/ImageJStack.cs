using System.Collections.Immutable;

namespace BioZooCte.Images.Tiff;

/// <summary>A stack or hyperstack of ImageJ: channels change fastest, then slices, then frames.</summary>
internal static class ImageJStack
{
    /// <exception cref="InvalidImageException">There are not as many pages as stated.</exception>
    public static TiffStack Read(IReadOnlyList<TiffDirectory> directories, ImageJDescription description)
    {
        int images = description.Images ?? directories.Count;
        ImmutableArray<TiffPage> pages = Pages(directories, images);
        long product = (long)description.Channels * description.Slices * description.Frames;
        if (product != images)
        {
            // ImageJ too takes these as a stack whose axis has no name.
            return TiffStack.Of(pages, [new FileAxis('z', images, IsStated: false)], "ImageJ's description");
        }

        FileAxis[] axes =
        [
            new('t', description.Frames),
            new('z', description.Slices),
            new('c', description.Channels),
        ];
        return TiffStack.Of(
            pages, axes, "ImageJ's description", ImageJLabels.ChannelNames(directories[0], description.Channels));
    }

    /// <summary>
    /// The pages. A palette is not applied: in ImageJ a lookup table is how measured values are shown.
    /// </summary>
    private static ImmutableArray<TiffPage> Pages(IReadOnlyList<TiffDirectory> directories, int images)
    {
        if (directories.Count != images && directories.Count != 1)
        {
            throw directories[0].Error(
                TiffTag.ImageDescription,
                $"images={images} is stated",
                $"{directories.Count}, as there are directories");
        }

        ImmutableArray<TiffPage> pages = TiffStackReader.ReadPages(directories, isPaletteKept: true);
        return pages.Length == images ? pages : ContiguousPages.Of(directories[0], pages[0], images);
    }
}
