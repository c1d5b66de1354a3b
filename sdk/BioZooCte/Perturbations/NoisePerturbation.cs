using System.Numerics.Tensors;

namespace BioZooCte.Perturbations;

/// <summary>
/// v′ = v + s·n with n normal, mean 0 and variance 1, drawn for each voxel and channel by <see
/// cref="NormalNoise"/>. s is the standard deviation; 0 changes nothing.
/// </summary>
internal sealed class NoisePerturbation(double deviation, string? label = null)
    : InputPerturbation(KnownPerturbations.Noise, deviation, label)
{
    /// <inheritdoc/>
    public override bool IsRandom => true;

    private protected override void Change(
        Span<double> values, VoxelPosition start, PerturbationContext context)
    {
        Span<double> noise = stackalloc double[values.Length];
        NormalNoise.Fill(noise, context.Noise, start);
        TensorPrimitives.Multiply(noise, Strength, noise);
        TensorPrimitives.Add(values, noise, values);
    }
}
