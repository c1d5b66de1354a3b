using BioZooCte.Perturbations;
using BioZooCte.Tensors;

namespace BioZooCte.Predictions;

/// <summary>A perturbation with what it needs to know of the sample.</summary>
internal sealed record PreparedPerturbation(InputPerturbation Perturbation, PerturbationContext Context)
{
    /// <summary>A perturbed copy of a region of the sample, in an arena's memory where there is one.</summary>
    public AxisTensor Perturbed(AxisTensor tensor, TensorRegion region, TensorArena? arena = null)
    {
        AxisTensor copy = AxisTensor.Uninitialized(tensor.Shape, tensor.ElementType, arena);
        tensor.Bytes.CopyTo(copy.Bytes);
        Perturbation.Perturb(copy, region, Context);
        return copy;
    }
}
