namespace BioZooCte.Images.Tiff;

/// <summary>PackBits: runs of equal bytes, and bytes as they are.</summary>
internal sealed class PackBitsBytes(ImageBytes file, FileSection section, string place) : ByteDecoder
{
    /// <summary>Two bytes become at most 128.</summary>
    public const int GreatestRatio = 64;

    private readonly CodeReader _bytes = new(file, section, place);
    private int _literals;
    private int _repeats;
    private byte _repeated;

    /// <inheritdoc/>
    public override void Read(Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            int count;
            if (_literals > 0)
            {
                count = Math.Min(_literals, destination.Length);
                _bytes.Read(destination[..count]);
                _literals -= count;
            }
            else
            {
                count = Math.Min(_repeats, destination.Length);
                destination[..count].Fill(_repeated);
                _repeats -= count;
            }

            destination = destination[count..];
            if (!destination.IsEmpty && _literals == 0 && _repeats == 0)
            {
                NextRun(destination.Length);
            }
        }
    }

    private void NextRun(int missing)
    {
        int head = (sbyte)_bytes.Next(8, missing);
        if (head >= 0)
        {
            _literals = head + 1;
        }
        else if (head != sbyte.MinValue)
        {
            _repeats = 1 - head;
            _repeated = (byte)_bytes.Next(8, missing);
        }
    }
}
