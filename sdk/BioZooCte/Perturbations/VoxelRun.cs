using System.Collections.Immutable;

using BioZooCte.Tensors;

namespace BioZooCte.Perturbations;

/// <summary>Voxels of a tensor that differ in their column alone.</summary>
/// <param name="Offset">The element that holds the first.</param>
/// <param name="Stride">How many elements apart neighbours stand.</param>
/// <param name="Length">The number of voxels.</param>
/// <param name="Start">Where the first lies in the whole.</param>
internal readonly record struct VoxelRun(int Offset, int Stride, int Length, VoxelPosition Start)
{
    /// <summary>The runs that make up a tensor which holds a region, in C order of the other axes.</summary>
    public static IEnumerable<VoxelRun> Of(TensorRegion region)
    {
        TensorShape shape = region.Shape;
        if (shape.ElementCount == 0)
        {
            yield break;
        }

        long[] strides = shape.Strides();
        int columnAxis = shape.IndexOf(AxisIds.X);
        int stride = columnAxis < 0 ? 1 : (int)strides[columnAxis];
        ImmutableArray<int> others = [.. Enumerable.Range(0, shape.Count).Where(axis => axis != columnAxis)];
        int[] position = new int[shape.Count];
        while (true)
        {
            long offset = 0;
            foreach (int axis in others)
            {
                offset += strides[axis] * position[axis];
            }

            VoxelPosition start = PositionOf(region, position);
            yield return new VoxelRun((int)offset, stride, shape.SizeOf(AxisIds.X), start);
            int moved = others.Length - 1;
            while (moved >= 0 && ++position[others[moved]] == shape[others[moved]].Size)
            {
                position[others[moved--]] = 0;
            }

            if (moved < 0)
            {
                yield break;
            }
        }
    }

    private static VoxelPosition PositionOf(TensorRegion region, int[] position)
    {
        return new VoxelPosition(
            Along(AxisIds.Channel),
            Along(AxisIds.Time),
            Along(AxisIds.Z),
            Along(AxisIds.Y),
            Along(AxisIds.X));

        int Along(string axisId)
        {
            int axis = region.Whole.IndexOf(axisId);
            return axis < 0 ? 0 : region[axis].Start + position[axis];
        }
    }
}
