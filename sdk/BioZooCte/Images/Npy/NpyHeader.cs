using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

using BioZooCte.Tensors;

namespace BioZooCte.Images.Npy;

/// <summary>What an NPY file says of its array.</summary>
/// <param name="ElementType">The type of its elements.</param>
/// <param name="IsBigEndian">Whether their bytes stand in reverse.</param>
/// <param name="IsFortran">Whether the first axis is the fastest.</param>
/// <param name="Sizes">The axes' lengths, in the array's order.</param>
/// <param name="DataOffset">Where the elements begin.</param>
internal sealed record NpyHeader(
    ElementType ElementType, bool IsBigEndian, bool IsFortran, ImmutableArray<int> Sizes, long DataOffset)
{
    /// <summary>Eight bytes of magic and version, then the length in two or four.</summary>
    private const int PrefixLength = 8;
    private const int GreatestLength = 1 << 16;

    private static readonly byte[] Magic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads the header and holds the file's length against it.</summary>
    /// <exception cref="InvalidImageException">
    /// It is damaged, or the elements are of a kind that is refused.
    /// </exception>
    public static NpyHeader Read(ImageBytes file)
    {
        Span<byte> prefix = stackalloc byte[PrefixLength];
        file.Read(0, prefix, "header");
        if (!prefix[..Magic.Length].SequenceEqual(Magic))
        {
            throw file.Error("header", $"begins with {Convert.ToHexString(prefix[..6])}", "an NPY file");
        }

        int version = prefix[6];
        if (version is < 1 or > 3)
        {
            throw file.Error("header", $"its version is {version}.{prefix[7]}", "1.0, 2.0 or 3.0");
        }

        int lengthBytes = version == 1 ? 2 : 4;
        Span<byte> lengthField = stackalloc byte[4];
        lengthField.Clear();
        file.Read(PrefixLength, lengthField[..lengthBytes], "header");
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(lengthField);
        if (length > GreatestLength)
        {
            throw file.Error("header", $"its length is {length}", $"at most {GreatestLength}");
        }

        byte[] text = new byte[length];
        file.Read(PrefixLength + lengthBytes, text, "header");
        NpyHeader header = new NpyHeaderParser(file, Encoding.UTF8.GetString(text))
            .Parse(PrefixLength + lengthBytes + length);
        ThrowIfTooLong(file, header);
        return header;
    }

    /// <summary>
    /// The header's bytes for an array in C order, little-endian; the elements begin at a multiple of 64.
    /// </summary>
    public static byte[] Write(ElementType type, IEnumerable<int> sizes)
    {
        int[] lengths = [.. sizes];
        string shape = lengths.Length == 1 ? $"({lengths[0]},)" : $"({string.Join(", ", lengths)})";
        string text = $"{{'descr': '{NpyElements.Description(type)}', 'fortran_order': False, 'shape': {shape}, }}";
        int total = (PrefixLength + 2 + text.Length + 1 + 63) / 64 * 64;
        byte[] bytes = new byte[total];
        bytes.AsSpan().Fill((byte)' ');
        Magic.CopyTo(bytes, 0);
        bytes[6] = 1;
        bytes[7] = 0;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(PrefixLength), (ushort)(total - PrefixLength - 2));
        Encoding.ASCII.GetBytes(text, bytes.AsSpan(PrefixLength + 2));
        bytes[^1] = (byte)'\n';
        return bytes;
    }

    private static void ThrowIfTooLong(ImageBytes file, NpyHeader header)
    {
        Int128 needed = header.ElementType.SizeOf();
        foreach (int size in header.Sizes)
        {
            needed *= size;
            if (needed > long.MaxValue)
            {
                break;
            }
        }

        if (needed > file.Length - header.DataOffset)
        {
            throw file.Error(
                $"data at offset {header.DataOffset}",
                $"{file.Length - header.DataOffset} bytes",
                $"{needed} for {string.Join(" × ", header.Sizes)} of {header.ElementType.Name()}");
        }
    }
}
