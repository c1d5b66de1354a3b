using System.IO.Compression;

namespace BioZooCte.Images;

/// <summary>Deflate data with its zlib header and Adler-32 checksum, as PNG and TIFF hold it.</summary>
internal sealed class ZLibBytes : ByteDecoder
{
    /// <summary>Deflate makes at most so many bytes of one.</summary>
    public const int GreatestRatio = 1032;

    private readonly ImageBytes _file;
    private readonly string _place;
    private readonly ZLibStream _stream;

    /// <summary>Decodes the sections as one stream.</summary>
    public ZLibBytes(ImageBytes file, IReadOnlyList<FileSection> sections, string place)
    {
        _file = file;
        _place = place;
        _stream = new ZLibStream(new FileSections(file, sections, place), CompressionMode.Decompress);
    }

    /// <inheritdoc/>
    public override void Read(Span<byte> destination)
    {
        int wanted = destination.Length;
        while (!destination.IsEmpty)
        {
            int read = ReadSome(destination);
            if (read == 0)
            {
                throw _file.Error(
                    _place, $"the Deflate data ends {destination.Length} bytes too early", $"{wanted} more bytes");
            }

            destination = destination[read..];
        }
    }

    /// <summary>Reads beyond the last byte: only then is the checksum looked at.</summary>
    public override void Finish()
    {
        Span<byte> beyond = stackalloc byte[1];
        if (ReadSome(beyond) != 0)
        {
            throw _file.Error(_place, "the Deflate data goes on after the last row", "its end");
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _stream.Dispose();
        base.Dispose();
    }

    private int ReadSome(Span<byte> destination)
    {
        try
        {
            return _stream.Read(destination);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw _file.Error(_place, "the Deflate data is damaged", "data that its checksum confirms", e);
        }
    }
}
