using BioZooCte.Tensors;

namespace BioZooCte.Evaluation;

/// <summary>Brings a test input to another size as bioimageio.core's test does.</summary>
internal static class AxisResize
{
    /// <summary>A tensor of the given shape: cropped about its centre, or mirrored at both ends.</summary>
    public static AxisTensor To(AxisTensor tensor, TensorShape shape)
    {
        AxisTensor result = tensor;
        for (int axis = 0; axis < shape.Count; axis++)
        {
            int size = tensor.Shape[axis].Size;
            if (shape[axis].Size != size)
            {
                int start = -((shape[axis].Size - size) / 2);
                int[] positions = [.. Enumerable.Range(start, shape[axis].Size).Select(p => Reflection.Symmetric(p, size))];
                result = AxisGather.Gather(result, shape[axis].Id, positions);
            }
        }

        return result;
    }
}
