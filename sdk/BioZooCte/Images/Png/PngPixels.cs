using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace BioZooCte.Images.Png;

/// <summary>Turns an unfiltered row into an image's elements.</summary>
internal sealed class PngPixels(ImageBytes file, PngHeader header, byte[] palette)
{
    /// <summary>Converts a row of so many pixels.</summary>
    /// <exception cref="InvalidImageException">A palette's colour is missing.</exception>
    public void Convert(ReadOnlySpan<byte> stored, Span<byte> elements, int pixels)
    {
        if (header.Color == PngColor.Palette)
        {
            byte[] indices = new byte[pixels];
            SampleBits.Unpack(stored, header.Bits, indices);
            Look(indices, elements);
        }
        else if (header.Bits == 16)
        {
            BinaryPrimitives.ReverseEndianness(
                MemoryMarshal.Cast<byte, ushort>(stored), MemoryMarshal.Cast<byte, ushort>(elements));
        }
        else if (header.Bits == 8)
        {
            stored.CopyTo(elements);
        }
        else
        {
            SampleBits.Unpack(stored, header.Bits, elements[..pixels]);
        }
    }

    private void Look(ReadOnlySpan<byte> indices, Span<byte> elements)
    {
        for (int i = 0; i < indices.Length; i++)
        {
            int at = 3 * indices[i];
            if (at >= palette.Length)
            {
                throw file.Error(
                    "chunk PLTE",
                    $"has {palette.Length / 3} colours",
                    $"a colour {indices[i]}, which a pixel has");
            }

            palette.AsSpan(at, 3).CopyTo(elements[(3 * i)..]);
        }
    }
}
