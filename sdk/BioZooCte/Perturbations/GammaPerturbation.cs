using System.Numerics.Tensors;

namespace BioZooCte.Perturbations;

/// <summary>
/// v′ = sign(v)·|v|^g: darker or brighter mid-tones, the ends of the unit kept. g = 1 changes nothing.
/// </summary>
internal sealed class GammaPerturbation(double exponent, string? label = null)
    : InputPerturbation(KnownPerturbations.Gamma, exponent, label)
{
    /// <inheritdoc/>
    public override bool IsRandom => false;

    private protected override void Change(
        Span<double> values, VoxelPosition start, PerturbationContext context)
    {
        // By logarithm and exponential, which are vectorised where Pow is not; 0 becomes e^−∞ = 0.
        Span<double> powers = stackalloc double[values.Length];
        TensorPrimitives.Abs(values, powers);
        TensorPrimitives.Log(powers, powers);
        TensorPrimitives.Multiply(powers, Strength, powers);
        TensorPrimitives.Exp(powers, powers);
        TensorPrimitives.CopySign(powers, values, values);
    }
}
