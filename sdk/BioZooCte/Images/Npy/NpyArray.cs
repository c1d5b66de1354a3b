using BioZooCte.Tensors;

namespace BioZooCte.Images.Npy;

/// <summary>The array of an NPY file, read by region.</summary>
internal sealed class NpyArray
{
    private readonly ImageBytes _file;
    private readonly NpyHeader _header;

    /// <summary>The array with names for its axes, in their order.</summary>
    public NpyArray(ImageBytes file, NpyHeader header, TensorShape shape)
    {
        _file = file;
        _header = header;
        Shape = shape;
    }

    /// <summary>The axes.</summary>
    public TensorShape Shape { get; }

    /// <summary>Reads a region that lies inside the array.</summary>
    public void Read(TensorRegion region, AxisTensor destination)
    {
        if (destination.Count == 0)
        {
            return;
        }

        if (!_header.IsFortran)
        {
            ReadStored(region, destination);
            return;
        }

        // Fortran order is C order of the axes in reverse.
        TensorShape stored = new(Shape.Reverse());
        IEnumerable<int> axes = Enumerable.Range(0, stored.Count).Reverse();
        TensorRegion reversed = new(stored, axes.Select(axis => region[axis]));
        AxisTensor read = AxisTensor.Uninitialized(reversed.Shape, destination.ElementType);
        ReadStored(reversed, read);
        AxisOrder.Reorder(read, [.. Shape.Select(axis => axis.Id)]).Bytes.CopyTo(destination.Bytes);
    }

    private void ReadStored(TensorRegion region, AxisTensor destination)
    {
        int size = destination.ElementType.SizeOf();
        RegionRuns.Walk(region, (from, to, count) =>
        {
            long offset = _header.DataOffset + (from * size);
            if (!_file.TryRead(offset, destination.Bytes.Slice(to * size, count * size)))
            {
                throw _file.EndsBefore(offset, (long)count * size, $"data at offset {offset}");
            }
        });
        if (_header.IsBigEndian)
        {
            ByteOrder.Reverse(destination.Bytes, size);
        }

        if (destination.ElementType == ElementType.Bool)
        {
            foreach (ref byte value in destination.Bytes)
            {
                value = value == 0 ? (byte)0 : (byte)1;
            }
        }
    }
}
