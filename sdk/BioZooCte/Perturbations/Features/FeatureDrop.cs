using System.Globalization;
using System.Numerics;

namespace BioZooCte.Perturbations.Features;

/// <summary>
/// The strongest places become 0 in all channels: with a the mean over the channels of a sample, those where a is not
/// below f·max(a). f is drawn between a low and a high share, once for all samples of a batch; where both are one it is
/// that. The maximum is that of the tile that is run. Ouali et al. 2020, arXiv:2003.09005.
/// </summary>
internal sealed class FeatureDrop(double low, double high, string? label = null)
    : FeaturePerturbation(KnownFeaturePerturbations.Drop, (low + high) / 2, label ?? Spell(low, high))
{
    /// <inheritdoc/>
    public override bool IsRandom => low != high;

    /// <inheritdoc/>
    internal override string Canonical => Spell(low, high);

    private protected override void Change<T>(
        Span<T> features, FeatureGrid grid, VoxelPosition start, FeatureDraws draws)
    {
        draws.Begin(1);
        T share = T.CreateTruncating(IsRandom ? low + ((high - low) * draws.Draw()) : low);
        T[] means = new T[grid.Positions];
        for (int batch = 0; batch < grid.Batch; batch++)
        {
            Average(features, grid, batch, means);
            T threshold = means.Max() * share;
            foreach (FeatureRow row in FeatureRow.Of(grid, samples: 1))
            {
                int place = ((row.Slice * grid.Rows) + row.Row) * grid.Columns;
                Span<T> values = features[grid.Offset(batch, row.Channel, row.Slice, row.Row)..];
                for (int i = 0; i < grid.Columns; i++)
                {
                    if (means[place + i] >= threshold)
                    {
                        values[i * grid.ColumnStride] = T.Zero;
                    }
                }
            }
        }
    }

    private static void Average<T>(ReadOnlySpan<T> features, FeatureGrid grid, int batch, T[] means)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double[] sums = new double[means.Length];
        foreach (FeatureRow row in FeatureRow.Of(grid, samples: 1))
        {
            int place = ((row.Slice * grid.Rows) + row.Row) * grid.Columns;
            ReadOnlySpan<T> values = features[grid.Offset(batch, row.Channel, row.Slice, row.Row)..];
            for (int i = 0; i < grid.Columns; i++)
            {
                sums[place + i] += double.CreateTruncating(values[i * grid.ColumnStride]);
            }
        }

        for (int i = 0; i < means.Length; i++)
        {
            means[i] = T.CreateTruncating(sums[i] / grid.Channels);
        }
    }

    private static string Spell(double low, double high) => low == high
        ? InputPerturbation.Canonical(KnownFeaturePerturbations.Drop, low)
        : string.Create(CultureInfo.InvariantCulture, $"{KnownFeaturePerturbations.Drop}:{low:R}-{high:R}");
}
