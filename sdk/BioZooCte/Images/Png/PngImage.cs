using BioZooCte.Tensors;

namespace BioZooCte.Images.Png;

/// <summary>
/// A PNG file as an image: yx, or yxc where it has colour or opacity. Its one compressed stream is decoded from the
/// top; the rows used last are kept.
/// </summary>
internal sealed class PngImage : IImageSource
{
    /// <summary>An interlaced image has to stand in memory.</summary>
    private const long InterlacedLimit = 512L << 20;

    private readonly ImageBytes _file;
    private readonly RowSegment _segment;
    private readonly RowBandReader _bands;

    private PngImage(ImageBytes file, PngChunks chunks, TensorShape shape)
    {
        PngHeader header = chunks.Header;
        _file = file;
        _segment = new RowSegment(0, header.Height, (int)header.RowBytes);
        _bands = new RowBandReader(
            _ => header.IsInterlaced ? new PngInterlacedDecoder(file, chunks) : new PngRowDecoder(file, chunks),
            header.RowBytes);
        Name = Path.GetFileName(file.Path);
        Shape = shape;
        ElementType = header.ElementType;
        IsRgb = header.Channels >= 3;
        ChannelNames = header.Channels switch
        {
            1 => [],
            2 => ["gray", "alpha"],
            3 => ["red", "green", "blue"],
            _ => ["red", "green", "blue", "alpha"],
        };
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public TensorShape Shape { get; }

    /// <inheritdoc/>
    public ElementType ElementType { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> ChannelNames { get; }

    /// <inheritdoc/>
    public bool IsRgb { get; }

    /// <summary>Opens the file, which the image then owns.</summary>
    public static PngImage Open(ImageBytes file, string? axes)
    {
        PngChunks chunks = PngChunks.Read(file);
        PngHeader header = chunks.Header;
        if (header.Color == PngColor.Palette && chunks.Palette.Length == 0)
        {
            throw file.Error("chunk PLTE", "is missing", "the colours of an image with a palette");
        }

        ThrowIfTooLarge(file, chunks);
        List<FileAxis> own = [new('y', header.Height), new('x', header.Width)];
        if (header.Channels > 1)
        {
            own.Add(new('c', header.Channels));
        }

        return new PngImage(file, chunks, FileAxes.Match(file.Path, own, "a PNG file", axes));
    }

    /// <inheritdoc/>
    public ValueTask ReadAsync(TensorRegion region, AxisTensor destination, CancellationToken cancellationToken)
    {
        ImageRegions.ThrowIfUnfit(this, region, destination);
        AxisRange channels = region.Whole.Count > 2 ? region[2] : new AxisRange(0, 1);
        RowBlock block = new(
            region[0],
            region[1],
            channels,
            _segment.RowBytes / Shape[1].Size,
            ElementType.SizeOf());
        block.CopyFrom(_bands, _segment, firstRow: 0, firstColumn: 0, destination.Bytes, cancellationToken);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _bands.Dispose();
        _file.Dispose();
    }

    /// <summary>
    /// The data cannot hold more than Deflate makes of it: a small file that claims to be huge is refused.
    /// </summary>
    private static void ThrowIfTooLarge(ImageBytes file, PngChunks chunks)
    {
        PngHeader header = chunks.Header;
        long data = chunks.Data.Sum(section => section.Length);
        Int128 stored = (Int128)header.StoredRowBytes(header.Width) * header.Height;
        if (stored > (Int128)data * ZLibBytes.GreatestRatio)
        {
            throw file.Error(
                "chunk IHDR",
                $"the size is {header.Width} × {header.Height} with {data} bytes of compressed rows",
                "as many rows as these can hold");
        }

        if (header.RowBytes > RowDecoder.MostRowBytes)
        {
            throw file.Error(
                "chunk IHDR", $"a row takes {header.RowBytes} bytes", $"at most {RowDecoder.MostRowBytes}");
        }

        if (header.IsInterlaced && (Int128)header.RowBytes * header.Height > InterlacedLimit)
        {
            throw file.Error(
                "chunk IHDR",
                $"an interlaced image of {header.RowBytes * header.Height} bytes",
                $"at most {InterlacedLimit}, for it has to stand in memory; save it without interlacing");
        }
    }
}
