using System.Numerics;
using System.Numerics.Tensors;

using BioZooCte.Tensors;

namespace BioZooCte.Perturbations.Features;

/// <summary>Where the elements of a tensor of features lie, whatever the order of its axes.</summary>
internal readonly struct FeatureGrid
{
    private readonly int _batchStride;
    private readonly int _channelStride;
    private readonly int _sliceStride;
    private readonly int _rowStride;

    private FeatureGrid(TensorShape shape)
    {
        long[] strides = shape.Strides();
        (Batch, _batchStride) = Along(AxisIds.Batch);
        (Channels, _channelStride) = Along(AxisIds.Channel);
        (Slices, _sliceStride) = Along(AxisIds.Z);
        (Rows, _rowStride) = Along(AxisIds.Y);
        (Columns, ColumnStride) = Along(AxisIds.X);

        (int Size, int Stride) Along(string axis)
        {
            int index = shape.IndexOf(axis);
            return index < 0 ? (1, 0) : (shape[index].Size, (int)strides[index]);
        }
    }

    /// <summary>Samples.</summary>
    public int Batch { get; }

    /// <summary>Channels of a sample.</summary>
    public int Channels { get; }

    /// <summary>Slices of a channel; 1 where there is no z axis.</summary>
    public int Slices { get; }

    /// <summary>Rows of a slice.</summary>
    public int Rows { get; }

    /// <summary>Columns of a row.</summary>
    public int Columns { get; }

    /// <summary>How many elements apart neighbours of a row stand.</summary>
    public int ColumnStride { get; }

    /// <summary>Positions of a channel.</summary>
    public int Positions => Slices * Rows * Columns;

    /// <summary>A grid over a tensor of this shape.</summary>
    public static FeatureGrid Of(TensorShape shape) => new(shape);

    /// <summary>The element that holds the first column of a row.</summary>
    public int Offset(int batch, int channel, int slice, int row) =>
        (batch * _batchStride) + (channel * _channelStride) + (slice * _sliceStride) + (row * _rowStride);

    /// <summary>Sets a channel of a sample to 0, or multiplies it.</summary>
    /// <param name="features">All elements.</param>
    /// <param name="batch">The sample.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="factor">The factor; null for 0, whatever the values were.</param>
    public void Scale<T>(Span<T> features, int batch, int channel, T? factor)
        where T : unmanaged, INumber<T>
    {
        bool isPlane = ColumnStride <= 1 && (Rows == 1 || _rowStride == Columns)
            && (Slices == 1 || _sliceStride == Rows * Columns);
        if (isPlane)
        {
            ScaleRow(features.Slice(Offset(batch, channel, 0, 0), Positions), 1, Positions, factor);
            return;
        }

        for (int slice = 0; slice < Slices; slice++)
        {
            for (int row = 0; row < Rows; row++)
            {
                ScaleRow(features[Offset(batch, channel, slice, row)..], ColumnStride, Columns, factor);
            }
        }
    }

    private static void ScaleRow<T>(Span<T> values, int stride, int count, T? factor)
        where T : unmanaged, INumber<T>
    {
        if (stride <= 1)
        {
            Span<T> row = values[..count];
            if (factor is T scale)
            {
                TensorPrimitives.Multiply(row, scale, row);
            }
            else
            {
                row.Clear();
            }

            return;
        }

        for (int i = 0; i < count; i++)
        {
            values[i * stride] = factor is T scale ? values[i * stride] * scale : T.Zero;
        }
    }
}
