namespace BioZooCte.Tensors;

/// <summary>Copies boxes out of tensors and into them.</summary>
internal static class RegionCopy
{
    /// <summary>The elements of a region that lies inside a tensor; the tensor itself where that is all of it.</summary>
    public static AxisTensor Crop(AxisTensor tensor, TensorRegion region, TensorArena? arena = null)
    {
        if (region.Shape.Equals(tensor.Shape))
        {
            return tensor;
        }

        AxisTensor result = AxisTensor.Uninitialized(region.Shape, tensor.ElementType, arena);
        Copy(tensor, region, result, TensorRegion.All(result.Shape));
        return result;
    }

    /// <summary>Writes a tensor into the region of another that it covers.</summary>
    public static void Paste(AxisTensor tensor, AxisTensor target, TensorRegion region) =>
        Copy(tensor, TensorRegion.All(tensor.Shape), target, region);

    private static void Copy(AxisTensor source, TensorRegion from, AxisTensor target, TensorRegion to)
    {
        int size = source.ElementType.SizeOf();
        int axes = source.Shape.Count;
        if (from.Shape.ElementCount == 0)
        {
            return;
        }

        if (axes == 0)
        {
            source.Bytes.CopyTo(target.Bytes);
            return;
        }

        long[] sourceStrides = source.Shape.Strides();
        long[] targetStrides = target.Shape.Strides();
        int run = from[axes - 1].Length * size;
        int[] position = new int[axes];
        long read = Offset(from, sourceStrides);
        long write = Offset(to, targetStrides);
        while (true)
        {
            source.Bytes.Slice((int)(read * size), run).CopyTo(target.Bytes[(int)(write * size)..]);
            int axis = axes - 2;
            for (; axis >= 0; axis--)
            {
                read += sourceStrides[axis];
                write += targetStrides[axis];
                if (++position[axis] < from[axis].Length)
                {
                    break;
                }

                read -= sourceStrides[axis] * position[axis];
                write -= targetStrides[axis] * position[axis];
                position[axis] = 0;
            }

            if (axis < 0)
            {
                return;
            }
        }
    }

    private static long Offset(TensorRegion region, long[] strides)
    {
        long offset = 0;
        for (int axis = 0; axis < strides.Length; axis++)
        {
            offset += region[axis].Start * strides[axis];
        }

        return offset;
    }
}
