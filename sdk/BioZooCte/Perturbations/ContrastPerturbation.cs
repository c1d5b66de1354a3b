using System.Numerics.Tensors;

namespace BioZooCte.Perturbations;

/// <summary>v′ = μ + c·(v − μ) with μ the mean of the whole sample. c = 1 changes nothing.</summary>
internal sealed class ContrastPerturbation(double factor, string? label = null)
    : InputPerturbation(KnownPerturbations.Contrast, factor, label)
{
    /// <inheritdoc/>
    public override bool IsRandom => false;

    /// <inheritdoc/>
    public override bool NeedsMean => true;

    private protected override void Change(
        Span<double> values, VoxelPosition start, PerturbationContext context)
    {
        TensorPrimitives.Subtract(values, context.Mean, values);
        TensorPrimitives.Multiply(values, Strength, values);
        TensorPrimitives.Add(values, context.Mean, values);
    }
}
