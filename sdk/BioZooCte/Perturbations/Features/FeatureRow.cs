namespace BioZooCte.Perturbations.Features;

/// <summary>A row of features.</summary>
internal readonly record struct FeatureRow(int Batch, int Channel, int Slice, int Row)
{
    /// <summary>All rows of the first samples, in the order sample, channel, slice, row.</summary>
    public static IEnumerable<FeatureRow> Of(FeatureGrid grid, int samples)
    {
        for (int batch = 0; batch < samples; batch++)
        {
            for (int channel = 0; channel < grid.Channels; channel++)
            {
                for (int slice = 0; slice < grid.Slices; slice++)
                {
                    for (int row = 0; row < grid.Rows; row++)
                    {
                        yield return new FeatureRow(batch, channel, slice, row);
                    }
                }
            }
        }
    }

    /// <summary>The place of its first element, where the tensor's first element lies at a start.</summary>
    public VoxelPosition PlaceFrom(VoxelPosition start) => start with
    {
        Channel = start.Channel + Channel,
        Slice = start.Slice + Slice,
        Row = start.Row + Row,
    };
}
