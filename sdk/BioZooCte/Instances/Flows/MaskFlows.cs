using System.Runtime.InteropServices;

namespace BioZooCte.Instances.Flows;

/// <summary>
/// The flows that the masks of a plane have by themselves: heat that flows from a mask's middle to its pixels, followed
/// uphill, at length 1.
/// </summary>
internal static class MaskFlows
{
    /// <summary>For each label the mean squared difference between its own flows and those given.</summary>
    /// <param name="labels">From 1; 0 is background.</param>
    /// <param name="count">The greatest label.</param>
    /// <param name="flows">Flows along y, then along x.</param>
    /// <param name="grid">The lengths.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static double[] Errors(
        ReadOnlySpan<int> labels, int count, float[] flows, GridSize grid, CancellationToken cancellationToken)
    {
        List<int>[] pixels = [.. Enumerable.Range(0, count + 1).Select(_ => new List<int>())];
        for (int i = 0; i < labels.Length; i++)
        {
            if (labels[i] > 0)
            {
                pixels[labels[i]].Add(i);
            }
        }

        double[] errors = new double[count + 1];
        for (int label = 1; label <= count; label++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (pixels[label].Count > 0)
            {
                errors[label] =
                    new MaskHeat(CollectionsMarshal.AsSpan(pixels[label]), grid).Error(flows, grid, cancellationToken);
            }
        }

        return errors;
    }
}
