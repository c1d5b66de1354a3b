using System.Numerics.Tensors;

namespace BioZooCte.Perturbations;

/// <summary>v′ = v + b. b = 0 changes nothing.</summary>
internal sealed class BrightnessPerturbation(double offset, string? label = null)
    : InputPerturbation(KnownPerturbations.Brightness, offset, label)
{
    /// <inheritdoc/>
    public override bool IsRandom => false;

    private protected override void Change(
        Span<double> values, VoxelPosition start, PerturbationContext context) =>
        TensorPrimitives.Add(values, Strength, values);
}
