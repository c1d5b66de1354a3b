using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

using BioZooCte.Files;
using BioZooCte.Images.Png;
using BioZooCte.Tensors;

namespace BioZooCte.Images;

/// <summary>
/// Writes PNG files: gray, gray with opacity, colour, colour with opacity. A file is there whole or not at
/// all.
/// </summary>
public static class PngWriter
{
    /// <summary>Writes a tensor.</summary>
    /// <param name="path">The file, replaced where there is one.</param>
    /// <param name="tensor">
    /// Axes y and x, and up to four channels in any place; other axes have length 1. Bool (1 bit a pixel, one
    /// channel), uint8 or uint16.
    /// </param>
    /// <exception cref="ArgumentException">It has other axes or elements.</exception>
    public static void Write(string path, AxisTensor tensor)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(tensor);
        (PngHeader header, AxisTensor ordered) = Prepare(tensor);
        AtomicFile.Write(path, stream => Write(stream, header, ordered));
    }

    /// <summary>A tensor as the bytes of a PNG file.</summary>
    /// <inheritdoc cref="Write(string, AxisTensor)"/>
    internal static byte[] ToBytes(AxisTensor tensor)
    {
        (PngHeader header, AxisTensor ordered) = Prepare(tensor);
        using MemoryStream stream = new();
        Write(stream, header, ordered);
        return stream.ToArray();
    }

    private static (PngHeader Header, AxisTensor Ordered) Prepare(AxisTensor tensor)
    {
        int channels = tensor.Shape.SizeOf(AxisIds.Channel);
        bool isKnown = tensor.ElementType is ElementType.UInt8 or ElementType.UInt16
            || (tensor.ElementType == ElementType.Bool && channels == 1);
        if (!isKnown || channels is < 1 or > 4 || tensor.Count == 0)
        {
            throw new ArgumentException(
                $"A PNG holds 1 to 4 channels of uint8 or uint16, or one of bool, not {tensor.Shape} of "
                    + $"{tensor.ElementType.Name()}.",
                nameof(tensor));
        }

        AxisTensor ordered = AxisOrder.Reorder(tensor, [AxisIds.Y, AxisIds.X, AxisIds.Channel]);
        PngColor color = channels switch
        {
            1 => PngColor.Gray,
            2 => PngColor.GrayAlpha,
            3 => PngColor.Rgb,
            _ => PngColor.Rgba,
        };
        int bits = tensor.ElementType == ElementType.Bool ? 1 : 8 * tensor.ElementType.SizeOf();
        return (new PngHeader(ordered.Shape[1].Size, ordered.Shape[0].Size, bits, color, IsInterlaced: false), ordered);
    }

    private static void Write(Stream stream, PngHeader header, AxisTensor image)
    {
        stream.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        byte[] ihdr = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(ihdr, header.Width);
        BinaryPrimitives.WriteInt32BigEndian(ihdr.AsSpan(4), header.Height);
        ihdr[8] = (byte)header.Bits;
        ihdr[9] = (byte)header.Color;
        WriteChunk(stream, "IHDR", ihdr);
        using MemoryStream data = new();
        using (ZLibStream compressed = new(data, CompressionLevel.Optimal, leaveOpen: true))
        {
            WriteRows(compressed, header, image);
        }

        WriteChunk(stream, "IDAT", data.GetBuffer().AsSpan(0, (int)data.Length));
        WriteChunk(stream, "IEND", []);
    }

    private static void WriteRows(ZLibStream compressed, PngHeader header, AxisTensor image)
    {
        int rowBytes = (int)header.StoredRowBytes(header.Width);
        byte[] row = new byte[rowBytes];
        byte[] above = new byte[rowBytes];
        byte[] filtered = new byte[rowBytes];
        byte[] best = new byte[rowBytes];
        for (int y = 0; y < header.Height; y++)
        {
            Store(image.Bytes.Slice(y * (int)header.RowBytes, (int)header.RowBytes), row, header.Bits);
            int bestType = 0;
            long bestSum = long.MaxValue;

            // Few bits do not take to filters; for the others the least sum of differences is the usual choice.
            int filters = header.Bits < 8 ? 1 : PngFilter.Count;
            for (int type = 0; type < filters; type++)
            {
                PngFilter.Apply(type, row, above, header.FilterDistance, filtered);
                long sum = SumOfSizes(filtered);
                if (sum < bestSum)
                {
                    (bestSum, bestType) = (sum, type);
                    (best, filtered) = (filtered, best);
                }
            }

            compressed.WriteByte((byte)bestType);
            compressed.Write(best);
            (row, above) = (above, row);
        }
    }

    private static void Store(ReadOnlySpan<byte> elements, Span<byte> row, int bits)
    {
        if (bits == 16)
        {
            BinaryPrimitives.ReverseEndianness(
                MemoryMarshal.Cast<byte, ushort>(elements), MemoryMarshal.Cast<byte, ushort>(row));
            return;
        }

        if (bits == 8)
        {
            elements.CopyTo(row);
            return;
        }

        row.Clear();
        for (int i = 0; i < elements.Length; i++)
        {
            row[i / 8] |= (byte)(elements[i] == 0 ? 0 : 0x80 >> (i % 8));
        }
    }

    private static long SumOfSizes(ReadOnlySpan<byte> filtered)
    {
        long sum = 0;
        foreach (byte value in filtered)
        {
            sum += Math.Abs((int)(sbyte)value);
        }

        return sum;
    }

    private static void WriteChunk(Stream stream, string type, ReadOnlySpan<byte> data)
    {
        Span<byte> field = stackalloc byte[8];
        BinaryPrimitives.WriteInt32BigEndian(field, data.Length);
        Encoding.ASCII.GetBytes(type, field[4..]);
        stream.Write(field);
        stream.Write(data);
        Crc32 crc = new();
        crc.Append(field[4..]);
        crc.Append(data);
        BinaryPrimitives.WriteUInt32BigEndian(field, crc.GetCurrentHashAsUInt32());
        stream.Write(field[..4]);
    }
}
