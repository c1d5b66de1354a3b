namespace BioZooCte.Images.Tiff;

/// <summary>Codes of a few bits from a part of a file, the highest bit first.</summary>
internal sealed class CodeReader
{
    private readonly ImageBytes _file;
    private readonly string _place;
    private readonly byte[] _buffer;
    private long _offset;
    private long _left;
    private int _at;
    private int _end;
    private ulong _bits;
    private int _bitCount;

    /// <summary>From the start of a section.</summary>
    public CodeReader(ImageBytes file, FileSection section, string place)
    {
        _file = file;
        _place = place;
        _offset = section.Offset;
        _left = section.Length;
        _buffer = new byte[Math.Min(section.Length, 1 << 15)];
    }

    /// <summary>The next code of so many bits, at most 32.</summary>
    /// <param name="width">Its bits.</param>
    /// <param name="missing">How many bytes the caller still waits for, for the message.</param>
    /// <exception cref="InvalidImageException">The section ends.</exception>
    public int Next(int width, int missing)
    {
        while (_bitCount < width)
        {
            if (_at == _end && !Refill())
            {
                throw Error("the data ends", $"{missing} more bytes");
            }

            _bits = (_bits << 8) | _buffer[_at++];
            _bitCount += 8;
        }

        _bitCount -= width;
        return (int)(_bits >> _bitCount) & ((1 << width) - 1);
    }

    /// <summary>Takes whole bytes, which must not follow after part of one.</summary>
    public void Read(Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            if (_at == _end && !Refill())
            {
                throw Error("the data ends", $"{destination.Length} more bytes");
            }

            int count = Math.Min(destination.Length, _end - _at);
            _buffer.AsSpan(_at, count).CopyTo(destination);
            _at += count;
            destination = destination[count..];
        }
    }

    /// <summary>An error at this section.</summary>
    public InvalidImageException Error(string found, string expected) => _file.Error(_place, found, expected);

    private bool Refill()
    {
        if (_left == 0)
        {
            return false;
        }

        _end = (int)Math.Min(_buffer.Length, _left);
        _file.Read(_offset, _buffer.AsSpan(0, _end), _place);
        _offset += _end;
        _left -= _end;
        _at = 0;
        return true;
    }
}
