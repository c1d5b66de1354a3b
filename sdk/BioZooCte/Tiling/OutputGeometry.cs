using System.Collections.Immutable;

using BioZooCte.Tensors;

namespace BioZooCte.Tiling;

/// <summary>How an output lies over the input, as the network gives it.</summary>
/// <param name="Index">The output's position in the network.</param>
/// <param name="Axes">One entry for each of its axes.</param>
internal sealed record OutputGeometry(int Index, ImmutableArray<OutputAxisGeometry> Axes)
{
    /// <summary>The same after a step that changes the lengths; else null.</summary>
    public ImmutableArray<OutputAxisGeometry>? AxesAfterSteps { get; init; }

    /// <summary>The same as the package states it: before such a step or after it.</summary>
    public ImmutableArray<OutputAxisGeometry> StatedAxes => StatesResult ? Processed.Axes : Axes;

    /// <summary>Whether the package states the lengths after such a step.</summary>
    public bool StatesResult { get; init; }

    /// <summary>How the output lies over the input after all steps.</summary>
    public OutputGeometry Processed =>
        AxesAfterSteps is ImmutableArray<OutputAxisGeometry> axes ? new OutputGeometry(Index, axes) : this;

    /// <summary>The shape of the output for an input of this shape.</summary>
    public TensorShape ShapeFor(TensorShape input) => new(Axes.Select(
        axis => new TensorAxis(axis.Id, axis.SizeFor(axis.InputAxis < 0 ? 0 : input[axis.InputAxis].Size))));

    /// <summary>
    /// The shape of the output of a whole sample, padding cut off: the elements that cover a position of the sample.
    /// </summary>
    public TensorShape ShapeOf(TileGrid grid) => new(Axes.Select(axis => new TensorAxis(
        axis.Id, axis.InputAxis < 0 ? axis.FixedSize : EndOf(axis, grid, grid.Sample[axis.InputAxis].Size))));

    /// <summary>The elements of the whole output that a tile answers for.</summary>
    public TensorRegion OwnedBy(Tile tile, TileGrid grid)
    {
        TensorShape whole = ShapeOf(grid);
        return new TensorRegion(whole, Axes.Select((axis, i) =>
        {
            if (axis.InputAxis < 0)
            {
                return new AxisRange(0, axis.FixedSize);
            }

            AxisRange owned = tile.Owned[axis.InputAxis];
            int start = owned.Start == 0 ? 0 : Math.Min(axis.ElementFrom(owned.Start), whole[i].Size);
            int end = owned.End == grid.Sample[axis.InputAxis].Size
                ? whole[i].Size
                : Math.Min(axis.ElementFrom(owned.End), whole[i].Size);
            return new AxisRange(start, Math.Max(0, end - start));
        }));
    }

    /// <summary>The same elements in the output of the tile itself.</summary>
    public TensorRegion InTile(TensorRegion owned, Tile tile)
    {
        TensorShape shape = ShapeFor(tile.Input.Shape);
        return new TensorRegion(shape, Axes.Select((axis, i) => axis.InputAxis < 0
            ? owned[i]
            : owned[i] with
            {
                // Origins are multiples of the alignment, and that times the ratio is whole.
                Start = owned[i].Start - (int)Math.Round(tile.Input[axis.InputAxis].Start * axis.Ratio),
            }));
    }

    private static int EndOf(OutputAxisGeometry axis, TileGrid grid, int size)
    {
        int padded = grid.End(axis.InputAxis);
        return Math.Min(axis.SizeFor(padded), axis.ElementFrom(size));
    }
}
