using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace BioZooCte.Images.Tiff;

/// <summary>What the OME-XML in a TIFF's description says of its first image.</summary>
/// <param name="Order">The axes from page to page, fastest first: <c>CZT</c> and the like.</param>
/// <param name="SizeX">Columns.</param>
/// <param name="SizeY">Rows.</param>
/// <param name="SizeC">Channels, samples of colours counted.</param>
/// <param name="SizeZ">Slices.</param>
/// <param name="SizeT">Frames.</param>
/// <param name="ChannelNames">One for each channel, or none.</param>
/// <param name="Planes">Where planes stand; none for one after another.</param>
internal sealed record OmeDescription(
    string Order,
    int SizeX,
    int SizeY,
    int SizeC,
    int SizeZ,
    int SizeT,
    ImmutableArray<string> ChannelNames,
    ImmutableArray<OmePlanes> Planes)
{
    /// <exception cref="InvalidImageException">
    /// It is not well-formed, lacks something, or speaks of other files.
    /// </exception>
    public static OmeDescription Parse(TiffDirectory directory, string text)
    {
        XElement root = Load(directory, text);
        XElement pixels = Find(Find(root, "Image"), "Pixels")
            ?? throw Error(directory, "the OME-XML has no Image with Pixels", "one, in this file");
        string order = pixels.Attribute("DimensionOrder")?.Value ?? "XYZCT";
        if (order.Length != 5 || !order.StartsWith("XY", StringComparison.Ordinal)
            || !order[2..].Order().SequenceEqual("CTZ"))
        {
            throw Error(directory, $"DimensionOrder '{order}'", "XY and then C, T and Z");
        }

        string[] names =
        [
            .. pixels.Elements()
                .Where(element => element.Name.LocalName == "Channel")
                .Select(channel => channel.Attribute("Name")?.Value ?? ""),
        ];
        return new OmeDescription(
            order[2..],
            Number(directory, pixels, "SizeX", 1),
            Number(directory, pixels, "SizeY", 1),
            Number(directory, pixels, "SizeC", 1),
            Number(directory, pixels, "SizeZ", 1),
            Number(directory, pixels, "SizeT", 1),
            Array.TrueForAll(names, name => name.Length > 0) ? [.. names] : [],
            ReadPlanes(directory, root, pixels));
    }

    /// <summary>An error that names the description's tag.</summary>
    public static InvalidImageException Error(
        TiffDirectory directory, string found, string expected, Exception? inner = null) =>
        directory.Error(TiffTag.ImageDescription, found, expected, inner);

    private static XElement Load(TiffDirectory directory, string text)
    {
        try
        {
            using StringReader characters = new(text);
            using XmlReader reader = XmlReader.Create(
                characters, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XElement.Load(reader);
        }
        catch (XmlException e)
        {
            throw Error(directory, $"the OME-XML is damaged: {e.Message.TrimEnd('.')}", "well-formed XML", e);
        }
    }

    private static XElement? Find(XElement? parent, string name) =>
        parent?.Elements().FirstOrDefault(element => element.Name.LocalName == name);

    private static ImmutableArray<OmePlanes> ReadPlanes(TiffDirectory directory, XElement root, XElement pixels)
    {
        string? own = root.Attribute("UUID")?.Value.Trim();
        ImmutableArray<OmePlanes>.Builder planes = ImmutableArray.CreateBuilder<OmePlanes>();
        foreach (XElement element in pixels.Elements().Where(e => e.Name.LocalName == "TiffData"))
        {
            // A file that was renamed is still itself: the identifier counts, not the name beside it.
            XElement? uuid = Find(element, "UUID");
            if (uuid is not null && uuid.Value.Trim() != own)
            {
                throw Error(
                    directory,
                    $"planes are in the file '{uuid.Attribute("FileName")?.Value ?? uuid.Value}'",
                    "all planes in one file");
            }

            bool hasDirectory = element.Attribute("IFD") is not null;
            bool hasCount = element.Attribute("PlaneCount") is not null;
            planes.Add(new OmePlanes(
                Number(directory, element, "IFD", 0, absent: 0),
                hasCount ? Number(directory, element, "PlaneCount", 0) : hasDirectory ? 1 : null,
                Number(directory, element, "FirstC", 0, absent: 0),
                Number(directory, element, "FirstZ", 0, absent: 0),
                Number(directory, element, "FirstT", 0, absent: 0)));
        }

        return planes.ToImmutable();
    }

    private static int Number(TiffDirectory directory, XElement element, string name, int least, int? absent = null)
    {
        string? text = element.Attribute(name)?.Value;
        if (text is null && absent is int value)
        {
            return value;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least
            ? number
            : throw Error(
                directory,
                $"{element.Name.LocalName} has {name} '{text ?? "(none)"}'",
                $"a whole number of at least {least}");
    }
}
