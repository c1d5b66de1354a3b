using BioZooCte.Models;
using BioZooCte.Tensors;

namespace BioZooCte.Tiling;

/// <summary>
/// Chooses the tiles of a sample. The choice depends on the sample's size and the model alone, never on the
/// machine: the same question has the same answer everywhere.
/// </summary>
internal static class TilePlanner
{
    /// <summary>A sample of at most so many pixels or voxels goes through in one piece: 724 × 724.</summary>
    public const long WholeLimit = 1 << 19;

    /// <summary>The same for a network with statistics over space, which tiles would change: 2048 × 2048.</summary>
    public const long GlobalWholeLimit = 1 << 22;

    /// <summary>The length along y and x of tiles that are chosen.</summary>
    public const int ChosenLength = 512;

    /// <summary>The length along z of tiles that are chosen.</summary>
    public const int ChosenDepth = 32;

    /// <summary>The most elements that a tile has: 16,384 × 16,384, so that it fits a tensor in any type.</summary>
    public const long MostElements = 1 << 28;

    /// <summary>Plans the tiles of one sample.</summary>
    /// <exception cref="ModelRunException">
    /// The network takes no size that the sample fits, or one too large for a tensor.
    /// </exception>
    public static TilePlan Plan(ModelGeometry model, TensorShape sample, TileSize tileSize)
    {
        TilePlan plan = Choose(model, sample, tileSize);
        TensorShape input = plan.Grid.TileShape;
        ThrowIfTooLarge(model, "input", input, tileSize);
        foreach (OutputGeometry output in model.Outputs)
        {
            ThrowIfTooLarge(model, "output", output.ShapeFor(input), tileSize);
        }

        return plan;
    }

    private static TilePlan Choose(ModelGeometry model, TensorShape sample, TileSize tileSize)
    {
        int[]? whole = WholeLengths(model, sample);
        if (whole is not null && (tileSize.IsWhole || (tileSize.Length is null && GoesWhole(model, whole))))
        {
            return new TilePlan(Grid(sample, i => AxisTiling.Whole(sample[i].Size, whole[i])), ChangesResult: false);
        }

        if (tileSize.IsWhole)
        {
            throw new ModelRunException(
                model.ModelId,
                $"takes {string.Join(", ", model.Input.Where(a => a.IsCut).Select(a => $"{a.Id} {Describe(a.Lengths)}"))}"
                    + $" and the image has {sample}; expected an image that fits, or tiles (--tile auto)");
        }

        int[] lengths = TileLengths(model, sample, tileSize, out bool isHaloCut);
        ThrowIfTooShort(model, sample, lengths);
        int[] halos = [.. model.Input.Select((axis, i) => FittingHalo(axis, lengths[i]))];
        TileGrid grid = Grid(sample, i => model.Input[i].IsCut
            ? AxisTiling.Cut(sample[i].Size, lengths[i], model.Input[i].Alignment, halos[i], model.Input[i].Lost)
            : AxisTiling.Whole(sample[i].Size, lengths[i]));
        bool isCut = grid.Count > 1;
        return new TilePlan(grid, isCut && (model.IsGlobal || !model.IsHaloSufficient || isHaloCut));
    }

    /// <summary>The smallest lengths that the whole sample fits, or null.</summary>
    private static int[]? WholeLengths(ModelGeometry model, TensorShape sample)
    {
        int[] lengths = new int[sample.Count];
        for (int i = 0; i < lengths.Length; i++)
        {
            if (model.Input[i].Lengths.SmallestFrom(sample[i].Size) is not int length)
            {
                return null;
            }

            lengths[i] = length;
        }

        return FollowLeaders(model, lengths, sample) ? lengths : null;
    }

    /// <summary>Lets lengths that follow another axis do so, and that axis grow until all of the sample fits.</summary>
    private static bool FollowLeaders(ModelGeometry model, int[] lengths, TensorShape? atLeast)
    {
        for (int i = 0; i < lengths.Length; i++)
        {
            if (model.Input[i].Follows is not (int leader, double ratio, double offset))
            {
                continue;
            }

            lengths[i] = Following(lengths[leader], ratio, offset);
            while (atLeast is not null && lengths[i] < atLeast[i].Size)
            {
                if (model.Input[leader].Lengths.IsFixed)
                {
                    return false;
                }

                if (lengths[leader] > MostElements)
                {
                    return false;
                }

                lengths[leader] += model.Input[leader].Lengths.Step;
                lengths[i] = Following(lengths[leader], ratio, offset);
            }
        }

        return true;
    }

    private static int Following(int length, double ratio, double offset) =>
        Math.Max(1, (int)Math.Floor((length * ratio) + offset + 1e-6));

    private static bool GoesWhole(ModelGeometry model, int[] lengths)
    {
        long pixels = 1;
        for (int i = 0; i < lengths.Length; i++)
        {
            pixels *= model.Input[i].IsCut ? lengths[i] : 1;
        }

        return pixels <= (model.IsGlobal ? GlobalWholeLimit : WholeLimit);
    }

    private static int[] TileLengths(ModelGeometry model, TensorShape sample, TileSize tileSize, out bool isHaloCut)
    {
        isHaloCut = false;
        int depth = 1;
        int[] lengths = new int[sample.Count];
        for (int i = 0; i < lengths.Length; i++)
        {
            AxisGeometry axis = model.Input[i];
            bool isPlane = axis.Id is AxisIds.Y or AxisIds.X;
            int wanted = !axis.IsCut ? sample[i].Size : isPlane ? int.MaxValue : ChosenDepth;
            lengths[i] = isPlane ? 0 : Bounded(axis, sample[i].Size, wanted);
            depth *= axis.IsCut && !isPlane ? lengths[i] : 1;
        }

        int length = tileSize.Length ?? Math.Min(ChosenLength, (int)Math.Sqrt((double)WholeLimit / depth));
        for (int i = 0; i < lengths.Length; i++)
        {
            if (lengths[i] == 0)
            {
                lengths[i] = Bounded(model.Input[i], sample[i].Size, length);
            }
        }

        FollowLeaders(model, lengths, atLeast: null);
        for (int i = 0; i < lengths.Length; i++)
        {
            isHaloCut |= lengths[i] < sample[i].Size && FittingHalo(model.Input[i], lengths[i]) < model.Input[i].Halo;
        }

        return lengths;
    }

    /// <summary>The greatest length up to the wanted one that leaves room between the halos, and is not too long for the sample.</summary>
    private static int Bounded(AxisGeometry axis, int size, int wanted)
    {
        int least = axis.Lengths.SmallestFrom((2 * axis.Halo) + axis.Lost + axis.Alignment) ?? axis.Lengths.Min;
        int length = Math.Max(least, axis.Lengths.GreatestUpTo(wanted));
        return axis.Lengths.SmallestFrom(size) is int whole ? Math.Min(length, whole) : length;
    }

    private static void ThrowIfTooLarge(ModelGeometry model, string tensor, TensorShape shape, TileSize tileSize)
    {
        double elements = shape.Aggregate(1.0, (product, axis) => product * axis.Size);
        if (elements > MostElements)
        {
            throw new ModelRunException(
                model.ModelId,
                $"one pass would take an {tensor} of {shape}; expected at most {MostElements} elements"
                    + (tileSize.IsWhole ? ": cut the image into tiles (--tile auto)" : ""));
        }
    }

    private static void ThrowIfTooShort(ModelGeometry model, TensorShape sample, int[] lengths)
    {
        for (int i = 0; i < lengths.Length; i++)
        {
            AxisGeometry axis = model.Input[i];
            if (axis.IsCut && sample[i].Size > lengths[i] && lengths[i] - axis.Lost < axis.Alignment)
            {
                throw new ModelRunException(
                    model.ModelId,
                    $"takes {axis.Id} {Describe(axis.Lengths)}, of which {axis.Lost} are lost, and tiles begin at "
                        + $"multiples of {axis.Alignment}; expected an image of at most {lengths[i]} along {axis.Id}");
            }
        }
    }

    /// <summary>The halo, or what of it a fixed length leaves room for.</summary>
    private static int FittingHalo(AxisGeometry axis, int length) =>
        Math.Max(0, Math.Min(axis.Halo, (length - axis.Lost - axis.Alignment) / 2));

    private static TileGrid Grid(TensorShape sample, Func<int, AxisTiling> tiling) =>
        new(sample, [.. Enumerable.Range(0, sample.Count).Select(tiling)]);

    private static string Describe(AxisLengths lengths) =>
        lengths.IsFixed ? $"{lengths.Min}" : $"{lengths.Min} + n·{lengths.Step}";
}
