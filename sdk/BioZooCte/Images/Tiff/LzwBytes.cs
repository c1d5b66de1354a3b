namespace BioZooCte.Images.Tiff;

/// <summary>
/// TIFF's LZW: codes of 9 to 12 bits, the highest bit first, that grow one code early.
/// </summary>
internal sealed class LzwBytes : ByteDecoder
{
    /// <summary>The longest string in the table comes from twelve bits.</summary>
    public const int GreatestRatio = 2731;

    private const int ClearCode = 256;
    private const int EndCode = 257;
    private const int FirstCode = 258;
    private const int TableSize = 4096;

    private readonly CodeReader _codes;
    private readonly ushort[] _prefix = new ushort[TableSize];
    private readonly byte[] _last = new byte[TableSize];
    private readonly ushort[] _length = new ushort[TableSize];
    private readonly byte[] _string = new byte[TableSize];
    private int _pendingAt;
    private int _pendingEnd;
    private int _next = FirstCode;
    private int _width = 9;
    private int _previous = -1;
    private bool _isBegun;
    private byte _previousFirst;

    /// <summary>Decodes a strip or tile.</summary>
    public LzwBytes(ImageBytes file, FileSection section, string place)
    {
        _codes = new CodeReader(file, section, place);
        for (int i = 0; i < 256; i++)
        {
            _last[i] = (byte)i;
            _length[i] = 1;
        }
    }

    /// <inheritdoc/>
    public override void Read(Span<byte> destination)
    {
        int pending = Math.Min(destination.Length, _pendingEnd - _pendingAt);
        _string.AsSpan(_pendingAt, pending).CopyTo(destination);
        _pendingAt += pending;
        destination = destination[pending..];
        while (!destination.IsEmpty)
        {
            int code = NextString(destination.Length);
            int length = _length[code];
            if (length <= destination.Length)
            {
                Write(code, destination[..length]);
                destination = destination[length..];
            }
            else
            {
                Write(code, _string.AsSpan(0, length));
                _string.AsSpan(0, destination.Length).CopyTo(destination);
                _pendingAt = destination.Length;
                _pendingEnd = length;
                return;
            }
        }
    }

    /// <summary>The next code that stands for a string, entered into the table.</summary>
    private int NextString(int missing)
    {
        int code = _codes.Next(_width, missing);
        if (!_isBegun && code != ClearCode)
        {
            throw _codes.Error(
                $"the LZW data begins with code {code}",
                $"{ClearCode}, which clears the table (the reversed bits of TIFF 5 are not supported)");
        }

        _isBegun = true;
        while (code == ClearCode)
        {
            _next = FirstCode;
            _width = 9;
            _previous = -1;
            code = _codes.Next(_width, missing);
        }

        if (code == EndCode)
        {
            throw _codes.Error("the LZW data ends", $"{missing} more bytes");
        }

        if (_previous >= 0)
        {
            Grow(code);
        }
        else if (code >= ClearCode)
        {
            throw _codes.Error($"LZW code {code} after a cleared table", "a code below 256");
        }

        _previous = code;
        _previousFirst = First(code);
        return code;
    }

    /// <summary>
    /// The new entry: the previous string and the first byte of this one, which may be the new one itself.
    /// </summary>
    private void Grow(int code)
    {
        if (code > _next || (code == _next && _next == TableSize))
        {
            throw _codes.Error($"LZW code {code}", $"at most {_next}");
        }

        if (_next == TableSize)
        {
            return;
        }

        _prefix[_next] = (ushort)_previous;
        _length[_next] = (ushort)(_length[_previous] + 1);
        _last[_next] = code == _next ? _previousFirst : First(code);
        _next++;
        if (_next >= (1 << _width) - 1 && _width < 12)
        {
            _width++;
        }
    }

    private byte First(int code)
    {
        while (code >= FirstCode)
        {
            code = _prefix[code];
        }

        return _last[code];
    }

    private void Write(int code, Span<byte> destination)
    {
        for (int i = destination.Length - 1; i >= 0; i--)
        {
            destination[i] = _last[code];
            code = _prefix[code];
        }
    }
}
