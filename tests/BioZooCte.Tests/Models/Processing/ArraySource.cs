using BioZooCte.Tensors;

namespace BioZooCte.Tests.Models.Processing;

/// <summary>A tensor in memory, read by region; counts how many elements were read.</summary>
internal sealed class ArraySource(AxisTensor tensor) : ITensorSource
{
    public TensorShape Shape => tensor.Shape;

    public ElementType ElementType => tensor.ElementType;

    public long ElementsRead { get; private set; }

    public ValueTask<AxisTensor> ReadAsync(TensorRegion region, CancellationToken cancellationToken)
    {
        ElementsRead += region.Shape.ElementCount;
        return ValueTask.FromResult(Cut(tensor, region));
    }

    /// <summary>The elements of a region.</summary>
    public static AxisTensor Cut(AxisTensor tensor, TensorRegion region)
    {
        AxisTensor result = tensor;
        for (int axis = 0; axis < region.Whole.Count; axis++)
        {
            int[] positions = [.. Enumerable.Range(region[axis].Start, region[axis].Length)];
            result = AxisGather.Gather(result, region.Whole[axis].Id, positions);
        }

        return result;
    }
}
