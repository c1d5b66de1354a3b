using System.Numerics;

using BioZooCte.Tensors;

namespace BioZooCte.Perturbations.Features;

/// <summary>
/// Of C channels ⌈p·C⌉ become 0, the same in every sample of a batch; the others are multiplied by 1 / (1 − p), p as
/// it was given. p·C is rounded to float32 first. p = 0 changes nothing, p = 1 leaves no features.
/// </summary>
internal sealed class SpatialDropout(double share, string? label = null)
    : FeaturePerturbation(KnownFeaturePerturbations.Dropout, share, label)
{
    /// <summary>The number of channels that are dropped.</summary>
    public static int CountFor(double share, int channels) => (int)MathF.Ceiling((float)(share * channels));

    /// <summary>Drops channels that are named.</summary>
    /// <param name="features">float32; changed in place.</param>
    /// <param name="dropped">The channels.</param>
    /// <param name="share">p, by which the others are scaled.</param>
    public static void Drop(AxisTensor features, ReadOnlySpan<int> dropped, double share) =>
        Drop(features.AsSpan<float>(), FeatureGrid.Of(features.Shape), dropped, share);

    private protected override void Change<T>(
        Span<T> features, FeatureGrid grid, VoxelPosition start, FeatureDraws draws)
    {
        draws.Begin(grid.Channels - 1);
        Drop(features, grid, draws.Choose(CountFor(Strength, grid.Channels), grid.Channels), Strength);
    }

    private static void Drop<T>(Span<T> features, FeatureGrid grid, ReadOnlySpan<int> dropped, double share)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T factor = T.CreateTruncating(1 / (1 - share));
        for (int batch = 0; batch < grid.Batch; batch++)
        {
            for (int channel = 0; channel < grid.Channels; channel++)
            {
                grid.Scale(features, batch, channel, dropped.Contains(channel) ? null : factor);
            }
        }
    }
}
