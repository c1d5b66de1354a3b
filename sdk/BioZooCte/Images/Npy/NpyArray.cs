using BioZooCte.Tensors;

namespace BioZooCte.Images.Npy;

/// <summary>The array of an NPY file, read by region.</summary>
internal sealed class NpyArray
{
    /// <summary>Up to this many bytes the last axis may be read whole, because no disk reads less at a time.</summary>
    private const int NarrowBytes = 4096;

    /// <summary>Below this many bytes of it a read for each costs more than those between them.</summary>
    private const int ShortBytes = 64;

    /// <summary>The most bytes that are read at a time where a part of them is kept: no large object.</summary>
    private const int PieceBytes = 1 << 16;

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
        if (Widened(region, size) is TensorRegion wide)
        {
            ReadPart(wide, region[region.Whole.Count - 1], destination);
        }
        else
        {
            RegionRuns.Walk(region, (from, to, count) =>
                ReadAt(_header.DataOffset + (from * size), destination.Bytes.Slice(to * size, count * size)));
        }

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

    /// <summary>The region with all of the last axis, where that saves a read for each few elements; else null.</summary>
    private static TensorRegion? Widened(TensorRegion region, int elementBytes)
    {
        TensorShape whole = region.Whole;
        int last = whole.Count - 1;
        if (last <= 0
            || region[last].Length == whole[last].Size
            || (long)region[last].Length * elementBytes >= ShortBytes
            || (long)whole[last].Size * elementBytes > NarrowBytes)
        {
            return null;
        }

        TensorRegion wide = new(
            whole, Enumerable.Range(0, last).Select(axis => region[axis]).Append(new AxisRange(0, whole[last].Size)));
        return wide.Shape.ElementCount <= int.MaxValue ? wide : null;
    }

    /// <summary>Reads a region piece by piece and keeps a part of its last axis: channels that stand side by side.</summary>
    private void ReadPart(TensorRegion wide, AxisRange kept, AxisTensor destination)
    {
        int size = destination.ElementType.SizeOf();
        int places = wide.Whole[wide.Whole.Count - 1].Size;
        int most = Math.Min(PieceBytes / (places * size), (int)(wide.Shape.ElementCount / places));
        byte[] buffer = new byte[most * places * size];
        RegionRuns.Walk(wide, (from, to, count) =>
        {
            for (int done = 0; done < count / places; done += most)
            {
                Span<byte> piece = buffer.AsSpan(0, Math.Min(most, (count / places) - done) * places * size);
                ReadAt(_header.DataOffset + ((from + ((long)done * places)) * size), piece);
                int target = ((to / places) + done) * kept.Length * size;
                for (; !piece.IsEmpty; piece = piece[(places * size)..], target += kept.Length * size)
                {
                    piece.Slice(kept.Start * size, kept.Length * size).CopyTo(destination.Bytes[target..]);
                }
            }
        });
    }

    private void ReadAt(long offset, Span<byte> bytes)
    {
        if (!_file.TryRead(offset, bytes))
        {
            throw _file.EndsBefore(offset, bytes.Length, $"data at offset {offset}");
        }
    }
}
