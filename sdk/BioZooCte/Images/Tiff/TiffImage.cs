using System.Collections.Immutable;

using BioZooCte.Tensors;

namespace BioZooCte.Images.Tiff;

/// <summary>A TIFF file as an image. Only the strips or tiles that a region needs are read.</summary>
internal sealed class TiffImage : IImageSource
{
    private readonly ImageBytes _file;
    private readonly TiffStack _stack;
    private readonly RowBandReader _bands;
    private readonly int _yAxis;

    private TiffImage(ImageBytes file, TiffStack stack, TensorShape shape)
    {
        TiffPage page = stack.Planes[0];
        _file = file;
        _stack = stack;
        _yAxis = shape.IndexOf(AxisIds.Y);
        _bands = new RowBandReader(Open, (long)page.Width * page.PixelElements * page.ElementType.SizeOf());
        Name = Path.GetFileName(file.Path);
        Shape = shape;
        ElementType = page.ElementType;
        IsRgb = page.IsRgb;
        ChannelNames = stack.ChannelNames.Length > 0 ? stack.ChannelNames : ColorNames(shape, page);
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
    public static TiffImage Open(ImageBytes file, string? axes)
    {
        TiffStack stack = TiffStackReader.Read(TiffFile.ReadDirectories(file));
        TiffPage page = stack.Planes[0];
        List<FileAxis> own = [.. stack.Axes];
        if (page.IsPlanar)
        {
            own.Add(new FileAxis('c', page.Samples));
        }

        own.Add(new FileAxis('y', page.Height));
        own.Add(new FileAxis('x', page.Width));
        if (page.PixelElements > 1)
        {
            own.Add(new FileAxis('c', page.PixelElements));
        }

        return new TiffImage(file, stack, FileAxes.Match(file.Path, own, stack.StatedBy, axes));
    }

    /// <inheritdoc/>
    public ValueTask ReadAsync(TensorRegion region, AxisTensor destination, CancellationToken cancellationToken)
    {
        ImageRegions.ThrowIfUnfit(this, region, destination);
        int elementBytes = ElementType.SizeOf();
        RowBlock block = new(
            region[_yAxis],
            region[_yAxis + 1],
            _yAxis + 2 < region.Whole.Count ? region[_yAxis + 2] : new AxisRange(0, 1),
            _stack.Planes[0].PixelElements * elementBytes,
            elementBytes);
        int planeBytes = block.RowBytes * block.Rows.Length;
        if (planeBytes == 0)
        {
            return ValueTask.CompletedTask;
        }

        int[] position = new int[_yAxis];
        for (int at = 0; at < destination.Bytes.Length; at += planeBytes)
        {
            ReadPlane(PlaneAt(region, position), block, destination.Bytes.Slice(at, planeBytes), cancellationToken);
            Advance(region, position);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _bands.Dispose();
        _file.Dispose();
    }

    /// <summary>The place of a plane among all, samples in planes of their own counted.</summary>
    private int PlaneAt(TensorRegion region, int[] position)
    {
        int plane = 0;
        for (int axis = 0; axis < position.Length; axis++)
        {
            plane = (plane * Shape[axis].Size) + region[axis].Start + position[axis];
        }

        return plane;
    }

    private static void Advance(TensorRegion region, int[] position)
    {
        for (int axis = position.Length - 1; axis >= 0; axis--)
        {
            if (++position[axis] < region[axis].Length)
            {
                return;
            }

            position[axis] = 0;
        }
    }

    private void ReadPlane(int plane, RowBlock block, Span<byte> destination, CancellationToken cancellationToken)
    {
        int samplePlanes = _stack.Planes[0].IsPlanar ? _stack.Planes[0].Samples : 1;
        (int index, int sample) = Math.DivRem(plane, samplePlanes);
        TiffPage page = _stack.Planes[index];
        int perPlane = page.SegmentsAcross * page.SegmentsDown;
        int down = block.Rows.Start / page.SegmentHeight;
        for (; down * (long)page.SegmentHeight < block.Rows.End; down++)
        {
            int across = block.Columns.Start / page.SegmentWidth;
            for (; across * (long)page.SegmentWidth < block.Columns.End; across++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int segment = (sample * perPlane) + (down * page.SegmentsAcross) + across;
                TiffSegment part = new(page, segment, down, across);
                if (page.IsPlain && block.IsWholePixels)
                {
                    part.CopyStored(_file, block, destination);
                    continue;
                }

                RowSegment rows = new(((long)index << 32) | (uint)segment, page.RowsOf(down), (int)page.RowBytes);
                block.CopyFrom(_bands, rows, part.FirstRow, part.FirstColumn, destination, cancellationToken);
            }
        }
    }

    private TiffRowDecoder Open(long id) => new(_file, _stack.Planes[(int)(id >> 32)], (int)id);

    private static ImmutableArray<string> ColorNames(TensorShape shape, TiffPage page) =>
        (page.IsRgb, shape.SizeOf(AxisIds.Channel)) switch
        {
            (true, 3) => ["red", "green", "blue"],
            (true, 4) => ["red", "green", "blue", "alpha"],
            _ => [],
        };
}
