using System.Text;

using BioZooCte.Images.Tiff;

namespace BioZooCte.Tests.Images.Tiff;

/// <summary>A page of a TIFF that a test makes, as wrong as it likes.</summary>
internal sealed record TestPage(int Width, int Height, params byte[][] Segments)
{
    public int Bits { get; init; } = 8;

    public int Samples { get; init; } = 1;

    public int Format { get; init; } = 1;

    public int Photometric { get; init; } = TiffPhotometric.BlackIsZero;

    public int Compression { get; init; } = TiffCompression.None;

    public int Predictor { get; init; } = TiffPredictor.None;

    public int Planar { get; init; } = 1;

    public int FillOrder { get; init; } = 1;

    public uint Subfile { get; init; }

    public string Description { get; init; } = "";

    public uint[] ColorMap { get; init; } = [];

    public uint RowsPerStrip { get; init; } = uint.MaxValue;

    public (int Width, int Height)? Tile { get; init; }

    /// <summary>
    /// A little-endian file of these pages: the directories first, then what they point to.
    /// </summary>
    public static byte[] File(params TestPage[] pages)
    {
        TiffDirectoryWriter header = new(isBig: false);
        List<byte> file = [.. header.Header()];
        long data = header.HeaderLength + pages.Sum(page => (long)page.Directory(0, 0, 0).Length);
        List<byte> behind = [];
        for (int i = 0; i < pages.Length; i++)
        {
            int length = pages[i].Directory(0, 0, 0).Length;
            long next = i == pages.Length - 1 ? 0 : file.Count + length;
            file.AddRange(pages[i].Directory(file.Count, next, data + behind.Count));
            behind.AddRange(pages[i].Segments.SelectMany(segment => segment));
        }

        return [.. file, .. behind];
    }

    private byte[] Directory(long offset, long next, long data)
    {
        TiffDirectoryWriter writer = new(isBig: false);
        uint[] counts = [.. Segments.Select(segment => (uint)segment.Length)];
        uint[] offsets = [.. counts.Select((_, i) => (uint)(data + counts.Take(i).Sum(count => count)))];
        writer.Add(TiffTag.NewSubfileType, Subfile);
        writer.Add(TiffTag.ImageWidth, (uint)Width);
        writer.Add(TiffTag.ImageLength, (uint)Height);
        writer.Add(TiffTag.BitsPerSample, (ushort)Bits);
        writer.Add(TiffTag.Compression, (ushort)Compression);
        writer.Add(TiffTag.PhotometricInterpretation, (ushort)Photometric);
        writer.Add(TiffTag.FillOrder, (ushort)FillOrder);
        if (Description.Length > 0)
        {
            writer.AddText(TiffTag.ImageDescription, [.. Encoding.UTF8.GetBytes(Description), 0]);
        }

        AddStrips(writer, offsets, counts);
        writer.Add(TiffTag.Predictor, (ushort)Predictor);
        if (ColorMap.Length > 0)
        {
            writer.Add(TiffTag.ColorMap, ColorMap);
        }

        if (Tile is (int width, int height))
        {
            writer.Add(TiffTag.TileWidth, (uint)width);
            writer.Add(TiffTag.TileLength, (uint)height);
            writer.Add(TiffTag.TileOffsets, offsets);
            writer.Add(TiffTag.TileByteCounts, counts);
        }

        writer.Add(TiffTag.SampleFormat, (ushort)Format);
        return writer.Finish(offset, next);
    }

    private void AddStrips(TiffDirectoryWriter writer, uint[] offsets, uint[] counts)
    {
        if (Tile is null)
        {
            writer.Add(TiffTag.StripOffsets, offsets);
        }

        writer.Add(TiffTag.SamplesPerPixel, (ushort)Samples);
        if (Tile is null)
        {
            writer.Add(TiffTag.RowsPerStrip, RowsPerStrip);
            writer.Add(TiffTag.StripByteCounts, counts);
        }

        writer.Add(TiffTag.PlanarConfiguration, (ushort)Planar);
    }
}
