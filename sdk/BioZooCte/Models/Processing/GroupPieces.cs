using BioZooCte.Tensors;

namespace BioZooCte.Models.Processing;

/// <summary>
/// Cuts a tensor along axes that are not reduced, so that each piece holds whole groups and, where that can
/// be had, fits into a band. Batch and channel are never cut: their elements are stored together.
/// </summary>
internal static class GroupPieces
{
    /// <summary>The pieces, in C order.</summary>
    public static IEnumerable<TensorRegion> Of(
        TensorShape shape, IReadOnlyCollection<string> keptAxes, int bandElements)
    {
        int[] lengths = [.. shape.Select(axis => axis.Size)];
        long elements = shape.ElementCount;
        for (int axis = 0; axis < shape.Count && elements > bandElements; axis++)
        {
            if (shape[axis].Id is not (AxisIds.Batch or AxisIds.Channel) && keptAxes.Contains(shape[axis].Id))
            {
                long others = elements / shape[axis].Size;
                lengths[axis] = (int)Math.Clamp(bandElements / others, 1, shape[axis].Size);
                elements = others * lengths[axis];
            }
        }

        IEnumerable<TensorRegion> pieces = [TensorRegion.All(shape)];
        for (int axis = 0; axis < shape.Count; axis++)
        {
            if (lengths[axis] < shape[axis].Size)
            {
                int cut = axis;
                pieces = pieces.SelectMany(piece => Cut(piece, cut, lengths[cut]));
            }
        }

        return pieces;
    }

    /// <summary>For each group of a piece, in C order, its position among all groups of the tensor.</summary>
    public static int[] GroupsOf(TensorRegion piece, IReadOnlyCollection<string> keptAxes)
    {
        int[] groups = [0];
        for (int axis = 0; axis < piece.Whole.Count; axis++)
        {
            if (keptAxes.Contains(piece.Whole[axis].Id))
            {
                AxisRange range = piece[axis];
                int size = piece.Whole[axis].Size;
                int[] outer = groups;
                groups = new int[outer.Length * range.Length];
                for (int i = 0; i < groups.Length; i++)
                {
                    groups[i] = checked((outer[i / range.Length] * size) + range.Start + (i % range.Length));
                }
            }
        }

        return groups;
    }

    private static IEnumerable<TensorRegion> Cut(TensorRegion piece, int axis, int length)
    {
        int size = piece.Whole[axis].Size;
        for (int start = 0; start < size; start += length)
        {
            AxisRange range = new(start, Math.Min(length, size - start));
            yield return piece.With(piece.Whole[axis].Id, range);
        }
    }
}
