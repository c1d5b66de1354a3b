using BioZooCte.Models;
using BioZooCte.Models.Processing;
using BioZooCte.Tiling;

namespace BioZooCte.Predictions;

/// <summary>
/// Takes the statistics of a data set: of the inputs of all samples, and after that, where a step after the network
/// asks for it, of their outputs.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="geometry">Its sizes.</param>
/// <param name="predictor">Runs it where outputs are measured.</param>
/// <param name="tileSize">How samples are cut.</param>
internal sealed class DataSetSurvey(
    SegmentationModel model, ModelGeometry geometry, TilePredictor predictor, TileSize tileSize)
{
    private readonly DataSetStatistics _statistics = new(model.Processing);

    /// <summary>What was found; null where no step asks.</summary>
    public DataSetStatistics? Statistics => NeedsInputs || NeedsOutputs ? _statistics : null;

    /// <summary>Whether all inputs have to be seen.</summary>
    public bool NeedsInputs => model.Processing.NeedsDataSetStatistics;

    /// <summary>Whether the network has to run on all samples.</summary>
    public bool NeedsOutputs => model.Processing.Requests.Any(
        r => r.IsDataSet && r.IsOutput && geometry.Outputs.Any(o => o.Index == r.Position));

    /// <summary>Takes in samples as they are in the image.</summary>
    public async Task AddInputsAsync(IReadOnlyList<InputSample> samples, CancellationToken cancellationToken)
    {
        foreach (InputSample sample in samples)
        {
            await _statistics.AddAsync(model.InputsFor(sample), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes in what the network gives for samples, unperturbed; all inputs were taken in before.</summary>
    public async Task AddOutputsAsync(IReadOnlyList<InputSample> samples, CancellationToken cancellationToken)
    {
        SamplePreparer preparer = new(model, geometry, tileSize, _statistics);
        SamplePredictor whole = new(model, geometry, predictor);
        foreach (InputSample sample in samples)
        {
            PreparedSample prepared = await preparer.PrepareAsync(
                sample, sample, PerturbationPlan.None, cancellationToken).ConfigureAwait(false);
            IReadOnlyList<PredictionCanvas> outputs =
                await whole.PredictUnprocessedAsync(prepared, cancellationToken).ConfigureAwait(false);
            try
            {
                for (int i = 0; i < outputs.Count; i++)
                {
                    await _statistics.AddOutputAsync(geometry.Outputs[i].Index, outputs[i], cancellationToken)
                        .ConfigureAwait(false);
                }
            }
            finally
            {
                foreach (PredictionCanvas output in outputs)
                {
                    output.Dispose();
                }
            }
        }
    }
}
