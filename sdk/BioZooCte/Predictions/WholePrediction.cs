using BioZooCte.Models.Processing;
using BioZooCte.Tensors;

namespace BioZooCte.Predictions;

/// <summary>What a model says of a whole sample, unperturbed and for each perturbation.</summary>
/// <param name="processing">The output's steps; null where they are done.</param>
/// <param name="canvases">The output: unperturbed, then for each perturbation and run.</param>
/// <param name="statistics">The statistics of each, where a step takes them.</param>
internal sealed class WholePrediction(
    TensorProcessing? processing, PredictionCanvas[] canvases, ProcessingStatistics[] statistics)
{
    /// <summary>The unperturbed prediction and those of all perturbations and runs.</summary>
    public int Variants => canvases.Length;

    /// <summary>The axes and lengths of each.</summary>
    public TensorShape Shape => canvases[0].Shape;

    /// <summary>A part of one of them after all steps.</summary>
    /// <param name="variant">0 unperturbed, else 1 + the place of the perturbation and run.</param>
    /// <param name="region">The part.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<AxisTensor> ReadAsync(int variant, TensorRegion region, CancellationToken cancellationToken)
    {
        AxisTensor tensor = await canvases[variant].ReadAsync(region, cancellationToken).ConfigureAwait(false);
        return processing?.Apply(tensor, region, statistics[variant], arena: null) ?? tensor;
    }
}
