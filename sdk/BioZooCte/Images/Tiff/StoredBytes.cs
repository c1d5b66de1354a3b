namespace BioZooCte.Images.Tiff;

/// <summary>Bytes that are not compressed.</summary>
internal sealed class StoredBytes(ImageBytes file, FileSection section, string place) : ByteDecoder
{
    private long _at;

    /// <inheritdoc/>
    public override void Read(Span<byte> destination)
    {
        if (destination.Length > section.Length - _at)
        {
            throw file.Error(place, $"has {section.Length} bytes", $"at least {_at + destination.Length}");
        }

        file.Read(section.Offset + _at, destination, place);
        _at += destination.Length;
    }
}
