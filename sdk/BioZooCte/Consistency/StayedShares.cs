using BioZooCte.Predictions;
using BioZooCte.Segmentation;
using BioZooCte.Tensors;

namespace BioZooCte.Consistency;

/// <summary>Where a model keeps its answer: for each pixel the share of perturbed predictions with its class.</summary>
internal static class StayedShares
{
    /// <summary>
    /// The unperturbed foreground's probabilities and, for each pixel, the share of perturbations and runs under which it
    /// stays what it is, foreground or not; float32, from 0 to 1, over those of t, z, y, x that the output has.
    /// </summary>
    /// <param name="whole">The predictions.</param>
    /// <param name="bands">The parts in which they are read.</param>
    /// <param name="extractor">Takes the foreground.</param>
    /// <param name="threshold">Foreground is what is greater.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<(AxisTensor Foreground, AxisTensor Stayed)> ReadAsync(
        WholePrediction whole,
        IEnumerable<TensorRegion> bands,
        ForegroundExtractor extractor,
        float threshold,
        CancellationToken cancellationToken)
    {
        AxisTensor? foreground = null;
        AxisTensor? stayed = null;
        foreach (TensorRegion band in bands)
        {
            AxisTensor unperturbed =
                extractor.Extract(await whole.ReadAsync(0, band, cancellationToken).ConfigureAwait(false));
            int[] stays = new int[unperturbed.Count];
            for (int v = 1; v < whole.Variants; v++)
            {
                AxisTensor perturbed =
                    extractor.Extract(await whole.ReadAsync(v, band, cancellationToken).ConfigureAwait(false));
                Count(unperturbed.AsSpan<float>(), perturbed.AsSpan<float>(), threshold, stays);
            }

            int pairs = whole.Variants - 1;
            AxisTensor shares = AxisTensor.FromArray<float>(
                unperturbed.Shape, [.. stays.Select(count => (float)count / pairs)]);
            foreground ??= BandPaste.EmptyLike(unperturbed, whole.Shape);
            stayed ??= BandPaste.EmptyLike(unperturbed, whole.Shape);
            BandPaste.Paste(unperturbed, foreground, band);
            BandPaste.Paste(shares, stayed, band);
        }

        return (foreground!, stayed!);
    }

    private static void Count(
        ReadOnlySpan<float> unperturbed, ReadOnlySpan<float> perturbed, float threshold, Span<int> stays)
    {
        for (int i = 0; i < stays.Length; i++)
        {
            stays[i] += unperturbed[i] > threshold == perturbed[i] > threshold ? 1 : 0;
        }
    }
}
