namespace BioZooCte.Tensors;

/// <summary>
/// Walks a box inside an array in C order as the longest runs of elements that lie one after another in the array;
/// in the box they follow each other without gaps.
/// </summary>
public static class RegionRuns
{
    /// <summary>Calls back for each run, in the box's order.</summary>
    /// <param name="box">The box, inside the array.</param>
    /// <param name="copy">Takes the run's first element in the array and in the box, and its length.</param>
    public static void Walk(TensorRegion box, Action<long, int, int> copy)
    {
        ArgumentNullException.ThrowIfNull(box);
        ArgumentNullException.ThrowIfNull(copy);
        TensorShape whole = box.Whole;
        long[] strides = whole.Strides();
        int outer = whole.Count;
        long run = 1;

        // An axis that is taken whole makes its run continue in the one before it.
        bool isWhole = true;
        while (outer > 0 && isWhole)
        {
            outer--;
            run *= box[outer].Length;
            isWhole = box[outer].Length == whole[outer].Size;
        }

        if (box.Shape.ElementCount == 0)
        {
            return;
        }

        long from = 0;
        for (int axis = 0; axis < whole.Count; axis++)
        {
            from += box[axis].Start * strides[axis];
        }

        int[] position = new int[outer];
        for (long to = 0; to < box.Shape.ElementCount; to += run)
        {
            copy(from, checked((int)to), checked((int)run));
            for (int axis = outer - 1; axis >= 0; axis--)
            {
                from += strides[axis];
                if (++position[axis] < box[axis].Length)
                {
                    break;
                }

                from -= strides[axis] * position[axis];
                position[axis] = 0;
            }
        }
    }
}
