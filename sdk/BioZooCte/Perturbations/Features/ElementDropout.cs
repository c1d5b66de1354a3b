namespace BioZooCte.Perturbations.Features;

/// <summary>
/// Each element becomes 0 with probability p (a uniform number u keeps it where u &gt; p); the others are multiplied by
/// 1 / (1 − p).
/// </summary>
internal sealed class ElementDropout(double probability, string? label = null)
    : FeaturePerturbation(KnownFeaturePerturbations.ElementDropout, probability, label)
{
    private protected override void Change<T>(
        Span<T> features, FeatureGrid grid, VoxelPosition start, FeatureDraws draws)
    {
        draws.Begin((long)grid.Batch * grid.Channels * grid.Positions);
        T factor = T.CreateTruncating(1 / (1 - Strength));
        double[] uniforms = new double[grid.Columns];
        foreach (FeatureRow row in FeatureRow.Of(grid, grid.Batch))
        {
            draws.FillRow(uniforms, row.PlaceFrom(start), row.Batch);
            Span<T> values = features[grid.Offset(row.Batch, row.Channel, row.Slice, row.Row)..];
            for (int i = 0; i < uniforms.Length; i++)
            {
                ref T value = ref values[i * grid.ColumnStride];
                value = uniforms[i] > Strength ? value * factor : T.Zero;
            }
        }
    }
}
