using BioZooCte.Tensors;

namespace BioZooCte.Predictions;

/// <summary>The runs of bytes that a region takes in a file that holds the whole in C order.</summary>
internal static class FileRuns
{
    /// <summary>Offset and length in bytes of each run, in the region's own order.</summary>
    public static IEnumerable<(long Offset, int Length)> Of(TensorRegion region, int elementSize)
    {
        long[] strides = region.Whole.Strides();
        int axes = strides.Length;
        if (region.Shape.ElementCount == 0)
        {
            yield break;
        }

        // Axes at the end that are taken whole run on without a gap.
        int split = axes;
        long run = 1;
        while (split > 0 && (split == axes || region[split].Length == region.Whole[split].Size))
        {
            split--;
            run *= region[split].Length;
        }

        int length = checked((int)(run * elementSize));
        int[] position = new int[axes];
        while (true)
        {
            long offset = 0;
            for (int axis = 0; axis < axes; axis++)
            {
                offset += (region[axis].Start + position[axis]) * strides[axis];
            }

            yield return (offset * elementSize, length);
            int next = split - 1;
            while (next >= 0 && ++position[next] == region[next].Length)
            {
                position[next--] = 0;
            }

            if (next < 0)
            {
                yield break;
            }
        }
    }
}
