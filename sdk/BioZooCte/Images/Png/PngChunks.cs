using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Hashing;
using System.Text;

namespace BioZooCte.Images.Png;

/// <summary>The chunks of a PNG file that matter, all checksums verified.</summary>
/// <param name="Header">What IHDR says.</param>
/// <param name="Palette">The table of PLTE: red, green, blue …; empty without one.</param>
/// <param name="Data">Where the compressed rows stand.</param>
internal sealed record PngChunks(PngHeader Header, byte[] Palette, ImmutableArray<FileSection> Data)
{
    private const int SignatureLength = 8;

    /// <summary>Length and type before a chunk's data, a checksum after it.</summary>
    private const int Frame = 12;

    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Reads all of the file once.</summary>
    /// <exception cref="InvalidImageException">A chunk is damaged, missing or in the wrong place.</exception>
    public static PngChunks Read(ImageBytes file)
    {
        Span<byte> start = stackalloc byte[SignatureLength];
        file.Read(0, start, "signature");
        if (!start.SequenceEqual(Signature))
        {
            throw file.Error("signature", Convert.ToHexString(start), Convert.ToHexString(Signature));
        }

        PngHeader? header = null;
        byte[] palette = [];
        ImmutableArray<FileSection>.Builder data = ImmutableArray.CreateBuilder<FileSection>();
        string previous = "";
        long at = SignatureLength;
        while (previous != "IEND")
        {
            (string type, FileSection section) = ReadFrame(file, at);
            string place = Place(type, at);
            switch (type)
            {
                case "IHDR" when header is null && previous.Length == 0 && section.Length == 13:
                    header = PngHeader.Read(file, Contents(file, section, place));
                    break;
                case "IHDR":
                    throw file.Error(
                        place, $"{section.Length} bytes after '{previous}'", "13 bytes as the first chunk");
                case "PLTE" when section.Length % 3 == 0 && section.Length is > 0 and <= 768:
                    palette = Contents(file, section, place);
                    break;
                case "PLTE":
                    throw file.Error(place, $"{section.Length} bytes", "3 for each of 1 to 256 colours");
                case "IDAT" when data.Count > 0 && previous != "IDAT":
                    throw file.Error(place, $"stands after {previous}", "all IDAT chunks in a row");
                case "IDAT":
                    data.Add(section);
                    break;
                case "IEND":
                    break;
                default:
                    // The fifth bit of the first letter: a chunk that may be passed over.
                    if (!char.IsAsciiLetterLower(type[0]))
                    {
                        throw file.Error(
                            place, "is not known", "IHDR, PLTE, IDAT, IEND or a chunk that may be ignored");
                    }

                    break;
            }

            if (header is null)
            {
                throw file.Error(place, "is the first chunk", "IHDR");
            }

            previous = type;
            at += Frame + section.Length;
        }

        return data.Count == 0
            ? throw file.Error(null, "has no IDAT chunk", "rows")
            : new PngChunks(header!, palette, data.ToImmutable());
    }

    /// <summary>A chunk's name and place as messages say them.</summary>
    private static string Place(string type, long offset) => $"chunk {type} at offset {offset}";

    private static (string Type, FileSection Section) ReadFrame(ImageBytes file, long at)
    {
        Span<byte> frame = stackalloc byte[8];
        file.Read(at, frame, $"chunk at offset {at}");
        uint length = BinaryPrimitives.ReadUInt32BigEndian(frame);
        foreach (byte letter in frame[4..])
        {
            if (!char.IsAsciiLetter((char)letter))
            {
                throw file.Error(
                    $"chunk at offset {at}", $"its type is {Convert.ToHexString(frame[4..])}", "four ASCII letters");
            }
        }

        string type = Encoding.ASCII.GetString(frame[4..]);
        string place = Place(type, at);
        if (length > file.Length - at - Frame)
        {
            throw file.Error(
                place, $"its length is {length}, the file ends at {file.Length}", "a chunk inside the file");
        }

        FileSection section = new(at + 8, length);
        uint found = Checksum(file, frame[4..], section, place);
        Span<byte> stated = stackalloc byte[4];
        file.Read(section.Offset + section.Length, stated, place);
        uint expected = BinaryPrimitives.ReadUInt32BigEndian(stated);
        return found == expected
            ? (type, section)
            : throw file.Error(
                place, $"the checksum of its data is {found:X8}", $"{expected:X8}, as it states");
    }

    private static uint Checksum(ImageBytes file, ReadOnlySpan<byte> type, FileSection section, string place)
    {
        Crc32 crc = new();
        crc.Append(type);
        byte[] buffer = new byte[Math.Min(1 << 16, section.Length)];
        for (long done = 0; done < section.Length;)
        {
            Span<byte> part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, section.Length - done));
            file.Read(section.Offset + done, part, place);
            crc.Append(part);
            done += part.Length;
        }

        return crc.GetCurrentHashAsUInt32();
    }

    private static byte[] Contents(ImageBytes file, FileSection section, string place)
    {
        byte[] bytes = new byte[section.Length];
        file.Read(section.Offset, bytes, place);
        return bytes;
    }
}
