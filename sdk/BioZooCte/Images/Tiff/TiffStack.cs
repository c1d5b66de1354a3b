using System.Collections.Immutable;

namespace BioZooCte.Images.Tiff;

/// <summary>What the pages of a file are together.</summary>
/// <param name="Planes">The pages, in C order of the axes.</param>
/// <param name="Axes">The axes that go from page to page, slowest first; none for a single page.</param>
/// <param name="StatedBy">What says so, for messages.</param>
/// <param name="ChannelNames">
/// The names of the channels, where they go from page to page and have names.
/// </param>
internal sealed record TiffStack(
    ImmutableArray<TiffPage> Planes,
    ImmutableArray<FileAxis> Axes,
    string StatedBy,
    ImmutableArray<string> ChannelNames)
{
    /// <summary>
    /// Axes that are longer than 1, and the planes under them: one of length 1 is as good as none.
    /// </summary>
    public static TiffStack Of(
        IEnumerable<TiffPage> planes,
        IEnumerable<FileAxis> axes,
        string statedBy,
        ImmutableArray<string> channelNames = default) =>
        new(
            [.. planes],
            [.. axes.Where(axis => axis.Size > 1)],
            statedBy,
            channelNames.IsDefault ? [] : channelNames);
}
