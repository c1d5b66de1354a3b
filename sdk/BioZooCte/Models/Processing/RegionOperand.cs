using BioZooCte.Tensors;

namespace BioZooCte.Models.Processing;

/// <summary>Cuts out of an operand for a whole tensor what belongs to a region.</summary>
internal static class RegionOperand
{
    /// <summary>
    /// The operand over all of the tensor's axes, in its order; beyond the tensor's ends the last one holds.
    /// </summary>
    /// <param name="values">The operand, over the axes along which it varies.</param>
    /// <param name="region">The region.</param>
    /// <param name="modelId">What messages call the model.</param>
    /// <param name="place">The step's place.</param>
    /// <exception cref="ModelRunException">Its axes are not those of the tensor.</exception>
    public static AxisTensor Of(AxisTensor values, TensorRegion region, string modelId, string place)
    {
        TensorShape whole = region.Whole;
        foreach (TensorAxis axis in values.Shape)
        {
            if (axis.Size != 1 && whole.SizeOf(axis.Id) != axis.Size)
            {
                throw new ModelRunException(
                    modelId,
                    $"{place} has {axis.Size} values along {axis.Id}; expected {whole.SizeOf(axis.Id)}, "
                    + $"for the tensor is {whole}.");
            }
        }

        AxisTensor result = AxisOrder.Reorder(values, [.. whole.Select(axis => axis.Id)]);
        for (int i = 0; i < whole.Count; i++)
        {
            AxisRange range = region[i];
            int size = result.Shape[i].Size;
            if (size > 1 && range != new AxisRange(0, size))
            {
                int[] positions = new int[range.Length];
                for (int p = 0; p < positions.Length; p++)
                {
                    positions[p] = Math.Clamp(range.Start + p, 0, size - 1);
                }

                result = AxisGather.Gather(result, whole[i].Id, positions);
            }
        }

        return result;
    }
}
