namespace BioZooCte.Perturbations.Features;

/// <summary>
/// x′ = x·(1 + n) with n uniform between −r and r for each channel and place, the same in every sample of a batch. r = 0
/// changes nothing. Ouali et al. 2020, arXiv:2003.09005.
/// </summary>
internal sealed class FeatureNoise(double range, string? label = null)
    : FeaturePerturbation(KnownFeaturePerturbations.Noise, range, label)
{
    private protected override void Change<T>(
        Span<T> features, FeatureGrid grid, VoxelPosition start, FeatureDraws draws)
    {
        draws.Begin((long)grid.Channels * grid.Positions);
        double[] uniforms = new double[grid.Columns];
        foreach (FeatureRow row in FeatureRow.Of(grid, samples: 1))
        {
            draws.FillRow(uniforms, row.PlaceFrom(start), batch: 0);
            for (int batch = 0; batch < grid.Batch; batch++)
            {
                Span<T> values = features[grid.Offset(batch, row.Channel, row.Slice, row.Row)..];
                for (int i = 0; i < uniforms.Length; i++)
                {
                    values[i * grid.ColumnStride] *= T.CreateTruncating(1 + (((2 * uniforms[i]) - 1) * Strength));
                }
            }
        }
    }
}
