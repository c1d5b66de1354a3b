using System.Collections.Immutable;

using BioZooCte.Tensors;

namespace BioZooCte.Tiling;

/// <summary>
/// How one axis is cut: tiles of one length, each beginning at a multiple of the network's alignment, none before
/// the image's first position; the last may reach over the far end. Each position belongs to one tile.
/// </summary>
internal sealed class AxisTiling
{
    private AxisTiling(int size, int length, ImmutableArray<int> origins, ImmutableArray<int> boundaries)
    {
        Size = size;
        Length = length;
        Origins = origins;
        Boundaries = boundaries;
    }

    /// <summary>The axis' length in the image.</summary>
    public int Size { get; }

    /// <summary>The length of every tile, context included.</summary>
    public int Length { get; }

    /// <summary>The first position of each tile.</summary>
    public ImmutableArray<int> Origins { get; }

    /// <summary>Tile k answers for the positions from boundary k up to boundary k + 1.</summary>
    public ImmutableArray<int> Boundaries { get; }

    /// <summary>The axis in one piece, padded to a length.</summary>
    public static AxisTiling Whole(int size, int length) => new(size, length, [0], [0, size]);

    /// <summary>Tiles of a length.</summary>
    /// <param name="size">The axis' length in the image.</param>
    /// <param name="length">The tiles' length.</param>
    /// <param name="alignment">What every origin is a multiple of.</param>
    /// <param name="halo">Positions at an inner border of a tile that lack context.</param>
    /// <param name="lost">Positions that the network takes away in all, half at either end (valid convolutions).</param>
    public static AxisTiling Cut(int size, int length, int alignment, int halo, int lost = 0)
    {
        if (size <= length)
        {
            return Whole(size, length);
        }

        int stride = (length - (2 * halo) - lost) / alignment * alignment;
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1, nameof(length));
        int last = (size - length + alignment - 1) / alignment * alignment;
        ImmutableArray<int>.Builder origins = ImmutableArray.CreateBuilder<int>();
        for (int origin = 0; origin < last; origin += stride)
        {
            origins.Add(origin);
        }

        origins.Add(last);
        ImmutableArray<int>.Builder boundaries = ImmutableArray.CreateBuilder<int>();
        boundaries.Add(0);
        for (int k = 1; k < origins.Count; k++)
        {
            boundaries.Add(origins[k] + (lost / 2) + halo);
        }

        boundaries.Add(size);
        return new AxisTiling(size, length, origins.ToImmutable(), boundaries.ToImmutable());
    }

    /// <summary>The positions that a tile takes in; may reach over the far end.</summary>
    public AxisRange Input(int tile) => new(Origins[tile], Length);

    /// <summary>The positions that a tile answers for.</summary>
    public AxisRange Owned(int tile) => new(Boundaries[tile], Boundaries[tile + 1] - Boundaries[tile]);

    /// <summary>The tile that answers for a position.</summary>
    public int OwnerOf(int position)
    {
        int found = Boundaries.BinarySearch(position);
        return found >= 0 ? Math.Min(found, Origins.Length - 1) : ~found - 1;
    }
}
