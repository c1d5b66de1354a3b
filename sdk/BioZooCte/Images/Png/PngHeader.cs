using System.Buffers.Binary;

using BioZooCte.Tensors;

namespace BioZooCte.Images.Png;

/// <summary>What the chunk IHDR says.</summary>
internal sealed record PngHeader(int Width, int Height, int Bits, PngColor Color, bool IsInterlaced)
{
    /// <summary>Values stored for each pixel.</summary>
    public int StoredSamples => Color switch
    {
        PngColor.Gray or PngColor.Palette => 1,
        PngColor.GrayAlpha => 2,
        PngColor.Rgb => 3,
        _ => 4,
    };

    /// <summary>Channels of the image: a palette becomes red, green and blue.</summary>
    public int Channels => Color == PngColor.Palette ? 3 : StoredSamples;

    /// <summary>The type of the image's elements; fewer bits than 8 are not stretched.</summary>
    public ElementType ElementType => Bits == 16 ? ElementType.UInt16 : ElementType.UInt8;

    /// <summary>Bytes of an image row.</summary>
    public long RowBytes => (long)Width * Channels * ElementType.SizeOf();

    /// <summary>Bytes that a pixel takes as stored, at least 1: how far left the filters look.</summary>
    public int FilterDistance => Math.Max(1, StoredSamples * Bits / 8);

    /// <summary>Bytes of a stored row of so many pixels, without its filter byte.</summary>
    public long StoredRowBytes(int pixels) => (((long)pixels * StoredSamples * Bits) + 7) / 8;

    /// <exception cref="InvalidImageException">A value is not one of PNG's.</exception>
    public static PngHeader Read(ImageBytes file, ReadOnlySpan<byte> chunk)
    {
        uint width = BinaryPrimitives.ReadUInt32BigEndian(chunk);
        uint height = BinaryPrimitives.ReadUInt32BigEndian(chunk[4..]);
        if (width is 0 or > int.MaxValue || height is 0 or > int.MaxValue)
        {
            throw Error(file, $"the size is {width} × {height}", "lengths from 1 to 2147483647");
        }

        int bits = chunk[8];
        PngColor color = (PngColor)chunk[9];
        bool isKnown = color switch
        {
            PngColor.Gray => bits is 1 or 2 or 4 or 8 or 16,
            PngColor.Palette => bits is 1 or 2 or 4 or 8,
            PngColor.Rgb or PngColor.GrayAlpha or PngColor.Rgba => bits is 8 or 16,
            _ => false,
        };
        if (!isKnown)
        {
            throw Error(file, $"colour type {chunk[9]} with {bits} bits", "one of PNG's combinations");
        }

        if (chunk[10] != 0 || chunk[11] != 0 || chunk[12] > 1)
        {
            throw Error(
                file,
                $"compression {chunk[10]}, filter {chunk[11]}, interlace {chunk[12]}",
                "compression 0, filter 0, interlace 0 or 1");
        }

        return new PngHeader((int)width, (int)height, bits, color, chunk[12] == 1);
    }

    private static InvalidImageException Error(ImageBytes file, string found, string expected) =>
        file.Error("chunk IHDR", found, expected);
}
