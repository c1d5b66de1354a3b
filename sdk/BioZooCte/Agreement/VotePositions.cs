using System.Collections.Immutable;

using BioZooCte.Consistency;
using BioZooCte.Numerics;

namespace BioZooCte.Agreement;

/// <summary>
/// The pixels of an image at which models vote, the same for every model: a function of (seed, image), drawn without
/// a list of them. The pixels of the chosen planes in C order are cut into as many equal runs as positions are
/// wanted, and one is drawn in each: so they are distinct, in order, and spread evenly.
/// </summary>
internal sealed class VotePositions
{
    /// <summary>The positions of an image where nothing else is asked for.</summary>
    public const int UsualCount = 65536;

    private const ulong Step = 0x9E3779B97F4A7C15;

    private readonly ulong _key;
    private readonly long _quotient;
    private readonly long _remainder;

    /// <summary>Draws the positions of an image.</summary>
    /// <param name="seed">The user's seed.</param>
    /// <param name="imageName">The image's file name without folders, or its name in a stream.</param>
    /// <param name="planes">The planes that models see which take single ones; at least one.</param>
    /// <param name="rows">The image's rows; at least one.</param>
    /// <param name="columns">The image's columns; at least one.</param>
    /// <param name="sample">How many positions are wanted; null for every pixel, as where there are fewer.</param>
    public VotePositions(
        ulong seed,
        string imageName,
        ImmutableArray<(int Frame, int Slice)> planes,
        int rows,
        int columns,
        int? sample)
    {
        Planes = planes;
        Rows = rows;
        Columns = columns;
        long pixels = (long)planes.Length * rows * columns;
        Count = sample is int wanted ? Math.Min(wanted, pixels) : pixels;
        (_quotient, _remainder) = Math.DivRem(pixels, Count);
        _key = PositionKey.Of(seed, "positions", imageName);
    }

    /// <summary>The planes that positions lie in.</summary>
    public ImmutableArray<(int Frame, int Slice)> Planes { get; }

    /// <summary>The image's rows.</summary>
    public int Rows { get; }

    /// <summary>The image's columns.</summary>
    public int Columns { get; }

    /// <summary>The number of positions.</summary>
    public long Count { get; }

    /// <summary>The blocks of <see cref="BlockGrid.Edge"/> pixels along x.</summary>
    public int BlockColumns => BlocksOf(Columns);

    /// <summary>All blocks of the image; planes share them.</summary>
    public int Blocks => BlocksOf(Rows) * BlockColumns;

    /// <summary>The pixel of a position: (plane · rows + y) · columns + x.</summary>
    public long this[long index]
    {
        get
        {
            long start = StartOf(index);
            int length = (int)Math.Min(int.MaxValue, StartOf(index + 1) - start);
            return length == 1
                ? start
                : start + new SplitMix64(_key + ((ulong)index * Step)).NextBelow(length);
        }
    }

    /// <summary>The first position at a pixel or after it; <see cref="Count"/> where there is none.</summary>
    public long IndexFrom(long pixel)
    {
        long pixels = (_quotient * Count) + _remainder;
        long index = pixel >= pixels ? Count : Math.Max(0, (long)((Int128)pixel * Count / pixels) - 1);
        while (index < Count && this[index] < pixel)
        {
            index++;
        }

        return index;
    }

    /// <summary>The block that a pixel lies in, in C order.</summary>
    public int BlockOf(long pixel)
    {
        long row = pixel / Columns;
        int x = (int)(pixel - (row * Columns));
        return ((int)(row % Rows) / BlockGrid.Edge * BlockColumns) + (x / BlockGrid.Edge);
    }

    /// <summary>The first pixel behind a pixel's block in its row; that may be in the next row, or behind the last.</summary>
    public long EndOfBlock(long pixel)
    {
        long row = pixel / Columns * Columns;
        long column = pixel - row;
        return row + Math.Min(Columns, column - (column % BlockGrid.Edge) + BlockGrid.Edge);
    }

    /// <summary>Whether these are the same positions of the same planes.</summary>
    public bool IsSameAs(VotePositions other) =>
        ReferenceEquals(this, other)
        || ((_key, Count, Rows, Columns) == (other._key, other.Count, other.Rows, other.Columns)
            && Planes.SequenceEqual(other.Planes));

    private static int BlocksOf(int size) => (size + BlockGrid.Edge - 1) / BlockGrid.Edge;

    private long StartOf(long index) => (index * _quotient) + (index * _remainder / Count);
}
