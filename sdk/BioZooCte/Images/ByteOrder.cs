using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace BioZooCte.Images;

/// <summary>Turns big-endian elements into the little-endian ones of tensors, and back.</summary>
internal static class ByteOrder
{
    /// <summary>Reverses the bytes of every element in place.</summary>
    public static void Reverse(Span<byte> elements, int elementSize)
    {
        switch (elementSize)
        {
            case 2:
                Span<ushort> shorts = MemoryMarshal.Cast<byte, ushort>(elements);
                BinaryPrimitives.ReverseEndianness(shorts, shorts);
                break;
            case 4:
                Span<uint> ints = MemoryMarshal.Cast<byte, uint>(elements);
                BinaryPrimitives.ReverseEndianness(ints, ints);
                break;
            case 8:
                Span<ulong> longs = MemoryMarshal.Cast<byte, ulong>(elements);
                BinaryPrimitives.ReverseEndianness(longs, longs);
                break;
            default:
                break;
        }
    }
}
