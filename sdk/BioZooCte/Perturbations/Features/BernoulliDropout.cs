namespace BioZooCte.Perturbations.Features;

/// <summary>
/// Each channel of each sample becomes 0 with probability p (a uniform number u keeps it where u &gt; p); the others
/// are multiplied by 1 / (1 − p).
/// </summary>
internal sealed class BernoulliDropout(double probability, string? label = null)
    : FeaturePerturbation(KnownFeaturePerturbations.BernoulliDropout, probability, label)
{
    private protected override void Change<T>(
        Span<T> features, FeatureGrid grid, VoxelPosition start, FeatureDraws draws)
    {
        draws.Begin((long)grid.Batch * grid.Channels);
        double[] uniforms = new double[grid.Channels];
        T factor = T.CreateTruncating(1 / (1 - Strength));
        for (int batch = 0; batch < grid.Batch; batch++)
        {
            draws.FillChannels(uniforms, batch);
            for (int channel = 0; channel < grid.Channels; channel++)
            {
                grid.Scale(features, batch, channel, uniforms[channel] > Strength ? factor : null);
            }
        }
    }
}
