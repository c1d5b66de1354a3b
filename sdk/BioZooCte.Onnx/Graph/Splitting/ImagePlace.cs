namespace BioZooCte.Onnx.Graph.Splitting;

/// <summary>The first input of a network: its sizes, and which of its dimensions are space.</summary>
/// <param name="Sizes">The length of each dimension.</param>
/// <param name="Z">The dimension along the slices; −1 for none.</param>
/// <param name="Y">That along the rows.</param>
/// <param name="X">That along the columns.</param>
internal sealed record ImagePlace(long[] Sizes, int Z, int Y, int X)
{
    /// <summary>Reads it off the bits of the dimensions that are space or time; null where they are fewer than two.</summary>
    public static ImagePlace? Of(long[] sizes, uint space)
    {
        int[] dimensions = [.. Enumerable.Range(0, sizes.Length).Where(i => (space & (1u << i)) != 0)];
        return dimensions.Length < 2
            ? null
            : new ImagePlace(sizes, dimensions.Length > 2 ? dimensions[^3] : -1, dimensions[^2], dimensions[^1]);
    }
}
