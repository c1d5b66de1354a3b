using System.Collections.Immutable;

using BioZooCte.Tensors;

namespace BioZooCte.Tiling;

/// <summary>
/// What of a sample a tile is made from: the positions inside the sample, and how those beyond its far end mirror
/// them.
/// </summary>
internal sealed class TileFrame
{
    private readonly ImmutableArray<int[]?> _positions;

    private TileFrame(TensorRegion inside, ImmutableArray<int[]?> positions)
    {
        Inside = inside;
        _positions = positions;
    }

    /// <summary>The part of the sample that has to be read.</summary>
    public TensorRegion Inside { get; }

    /// <summary>The frame of a tile's input.</summary>
    public static TileFrame Of(TensorRegion input)
    {
        TensorShape sample = input.Whole;
        AxisRange[] ranges = new AxisRange[sample.Count];
        int[]?[] positions = new int[]?[sample.Count];
        for (int axis = 0; axis < ranges.Length; axis++)
        {
            (ranges[axis], positions[axis]) = Mirror(input[axis], sample[axis].Size);
        }

        return new TileFrame(new TensorRegion(sample, ranges), [.. positions]);
    }

    /// <summary>The tile's input from the elements of <see cref="Inside"/>, which themselves are it if all lies inside.</summary>
    public AxisTensor Pad(AxisTensor inside, TensorArena? arena = null)
    {
        AxisTensor padded = inside;
        for (int axis = 0; axis < _positions.Length; axis++)
        {
            if (_positions[axis] is int[] positions)
            {
                padded = AxisGather.Gather(padded, inside.Shape[axis].Id, positions, arena);
            }
        }

        return padded;
    }

    private static (AxisRange Inside, int[]? Positions) Mirror(AxisRange input, int size)
    {
        if (input.End <= size)
        {
            return (input, null);
        }

        int[] positions = new int[input.Length];
        int least = size;
        for (int i = 0; i < positions.Length; i++)
        {
            positions[i] = Reflection.Inside(input.Start + i, size);
            least = Math.Min(least, positions[i]);
        }

        for (int i = 0; i < positions.Length; i++)
        {
            positions[i] -= least;
        }

        return (new AxisRange(least, size - least), positions);
    }
}
