using System.Collections.Immutable;
using System.Numerics;

using BioZooCte.Models;
using BioZooCte.Tensors;

namespace BioZooCte.Features;

/// <summary>
/// Reads the channels of a layer at single positions, by linear interpolation between its elements: nothing is ever
/// upsampled as a whole.
/// </summary>
internal sealed class FeatureReader
{
    private readonly ImmutableArray<LayerAxis> _axes;
    private readonly int _channelAxis;
    private readonly int _batchAxis;
    private readonly int _sliceAxis;

    /// <summary>A reader of one layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="spatialAxes">
    /// The axes of the model's input along which it is space or time, in its order: the last two are rows and columns.
    /// </param>
    public FeatureReader(FeatureLayer layer, ImmutableArray<int> spatialAxes)
    {
        _channelAxis = layer.Axes.IndexOf(AxisIds.Channel);
        _batchAxis = layer.Axes.IndexOf(AxisIds.Batch);
        int z = layer.Axes.IndexOf(AxisIds.Z);
        _sliceAxis = z < 0 && spatialAxes.Length > 2 ? spatialAxes[^3] : -1;
        ImmutableArray<LayerAxis>.Builder axes = ImmutableArray.CreateBuilder<LayerAxis>();
        if (z >= 0)
        {
            axes.Add(AxisOf(z, spatialAxes[^3], layer.DepthDownsampling));
        }

        axes.Add(AxisOf(layer.Axes.IndexOf(AxisIds.Y), spatialAxes[^2], layer.Downsampling));
        axes.Add(AxisOf(layer.Axes.IndexOf(AxisIds.X), spatialAxes[^1], layer.Downsampling));
        _axes = axes.ToImmutable();

        LayerAxis AxisOf(int axis, int inputAxis, double downsampling) =>
            LayerAxis.Of(axis, inputAxis, downsampling, layer.Sizes[axis], layer.InputSizes[inputAxis]);
    }

    /// <summary>Reads the channels at a position.</summary>
    /// <param name="features">What the layer gave for a tile.</param>
    /// <param name="position">The position in the tile's input, one number for each of the input's axes.</param>
    /// <param name="row">Where the channels go; as long as there are.</param>
    public void Read(AxisTensor features, ReadOnlySpan<int> position, Span<double> row)
    {
        long[] strides = features.Shape.Strides();
        Span<(int Offset, double Weight)> corners = stackalloc (int, double)[8];
        corners[0] = (BatchOffset(features.Shape, strides, position), 1);
        int count = 1;
        foreach (LayerAxis axis in _axes)
        {
            (int first, int second, double weight) =
                axis.Between(position[axis.InputAxis], features.Shape[axis.Axis].Size);
            int stride = (int)strides[axis.Axis];
            int known = count;
            for (int i = 0; i < known; i++)
            {
                (int offset, double share) = corners[i];
                corners[i] = (offset + (first * stride), share * (1 - weight));

                // What has no weight is not looked at: it may be no number.
                if (weight > 0)
                {
                    corners[count++] = (offset + (second * stride), share * weight);
                }
            }
        }

        int channelStride = (int)strides[_channelAxis];
        if (features.ElementType == ElementType.Float64)
        {
            Sum<double>(features.AsSpan<double>(), corners[..count], channelStride, row);
        }
        else if (features.ElementType == ElementType.Float16)
        {
            Sum<Half>(features.AsSpan<Half>(), corners[..count], channelStride, row);
        }
        else
        {
            Sum<float>(features.AsSpan<float>(), corners[..count], channelStride, row);
        }
    }

    private static void Sum<T>(
        ReadOnlySpan<T> features, ReadOnlySpan<(int Offset, double Weight)> corners, int stride, Span<double> row)
        where T : INumber<T>
    {
        for (int channel = 0; channel < row.Length; channel++)
        {
            double sum = 0;
            foreach ((int offset, double weight) in corners)
            {
                sum += weight * double.CreateTruncating(features[offset + (channel * stride)]);
            }

            row[channel] = sum;
        }
    }

    /// <summary>The batch holds the slices of a volume that the network takes one by one.</summary>
    private int BatchOffset(TensorShape shape, long[] strides, ReadOnlySpan<int> position) =>
        _sliceAxis >= 0 && shape[_batchAxis].Size > 1
            ? (int)(Math.Min(position[_sliceAxis], shape[_batchAxis].Size - 1) * strides[_batchAxis])
            : 0;
}
