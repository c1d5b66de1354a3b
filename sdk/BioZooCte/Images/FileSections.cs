namespace BioZooCte.Images;

/// <summary>Parts of a file, read as one stream from front to back.</summary>
internal sealed class FileSections : Stream
{
    private readonly ImageBytes _file;
    private readonly IReadOnlyList<FileSection> _sections;
    private readonly string _place;
    private int _section;
    private long _at;

    /// <summary>The sections in their order; the file stays its owner's.</summary>
    public FileSections(ImageBytes file, IReadOnlyList<FileSection> sections, string place)
    {
        _file = file;
        _sections = sections;
        _place = place;
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        while (_section < _sections.Count && _at == _sections[_section].Length)
        {
            _section++;
            _at = 0;
        }

        if (_section == _sections.Count || buffer.IsEmpty)
        {
            return 0;
        }

        FileSection section = _sections[_section];
        int count = (int)Math.Min(buffer.Length, section.Length - _at);
        _file.Read(section.Offset + _at, buffer[..count], _place);
        _at += count;
        return count;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
