using BioZooCte.Perturbations;
using BioZooCte.Tensors;

namespace BioZooCte.Predictions;

/// <summary>A perturbation with what it needs to know of the sample.</summary>
internal sealed record PreparedPerturbation(InputPerturbation Perturbation, PerturbationContext Context)
{
    /// <summary>A perturbed copy of a region of the sample.</summary>
    public AxisTensor Perturbed(AxisTensor tensor, TensorRegion region)
    {
        AxisTensor copy = AxisTensor.Uninitialized(tensor.Shape, tensor.ElementType);
        tensor.Bytes.CopyTo(copy.Bytes);
        Perturbation.Perturb(copy, region, Context);
        return copy;
    }
}
