using System.Collections.Immutable;

using BioZooCte.Tensors;

namespace BioZooCte.Tiling;

/// <summary>The tiles of one sample, in C order of its axes.</summary>
internal sealed class TileGrid
{
    private readonly ImmutableArray<AxisTiling> _axes;

    /// <summary>A grid of a sample from one tiling for each of its axes.</summary>
    public TileGrid(TensorShape sample, ImmutableArray<AxisTiling> axes)
    {
        Sample = sample;
        _axes = axes;
        long count = 1;
        foreach (AxisTiling axis in axes)
        {
            count *= axis.Origins.Length;
        }

        Count = checked((int)count);
    }

    /// <summary>The sample's shape, as the model takes it, unpadded.</summary>
    public TensorShape Sample { get; }

    /// <summary>The number of tiles.</summary>
    public int Count { get; }

    /// <summary>The shape of every tile.</summary>
    public TensorShape TileShape => new(Sample.Select((a, i) => a with { Size = _axes[i].Length }));

    /// <summary>The end of the last tile along an axis: the sample's length with its padding.</summary>
    public int End(int axis) => _axes[axis].Input(_axes[axis].Origins.Length - 1).End;

    /// <summary>A tile by its place.</summary>
    public Tile this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            AxisRange[] input = new AxisRange[_axes.Length];
            AxisRange[] owned = new AxisRange[_axes.Length];
            int rest = index;
            for (int axis = _axes.Length - 1; axis >= 0; axis--)
            {
                (rest, int tile) = Math.DivRem(rest, _axes[axis].Origins.Length);
                input[axis] = _axes[axis].Input(tile);
                owned[axis] = _axes[axis].Owned(tile);
            }

            return new Tile(index, new TensorRegion(Sample, input), new TensorRegion(Sample, owned));
        }
    }

    /// <summary>The place of the tile that answers for a position of the sample.</summary>
    /// <param name="position">One number for each axis of the sample.</param>
    public int OwnerOf(ReadOnlySpan<int> position)
    {
        int index = 0;
        for (int axis = 0; axis < _axes.Length; axis++)
        {
            index = (index * _axes[axis].Origins.Length) + _axes[axis].OwnerOf(position[axis]);
        }

        return index;
    }
}
