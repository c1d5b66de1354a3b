using System.Collections.Immutable;

using BioZooCte.Perturbations;
using BioZooCte.Tensors;
using BioZooCte.Tiling;

namespace BioZooCte.Predictions;

/// <summary>A perturbation with what it needs to know of the sample.</summary>
internal sealed record PreparedPerturbation(InputPerturbation Perturbation, PerturbationContext Context)
{
    /// <summary>The integer types that the sample is cast to after it was perturbed.</summary>
    public ImmutableArray<ElementType> Integers { get; init; } = [];

    /// <summary>
    /// Whether the unperturbed sample is of integers already: then the cast's cutting off of fractions would darken the
    /// perturbed one alone, by half a step.
    /// </summary>
    public bool Rounds { get; init; }

    /// <summary>A perturbed copy of a region of the sample, in an arena's memory where there is one.</summary>
    public AxisTensor Perturbed(AxisTensor tensor, TensorRegion region, TensorArena? arena = null)
    {
        AxisTensor copy = AxisTensor.Uninitialized(tensor.Shape, tensor.ElementType, arena);
        tensor.Bytes.CopyTo(copy.Bytes);
        Perturbation.Perturb(copy, region, Context);
        if (Rounds)
        {
            ElementRange.Round(copy);
        }

        foreach (ElementType integer in Integers)
        {
            ElementRange.Saturate(copy, integer); // brighter than white is white, and not black
        }

        return copy;
    }
}
