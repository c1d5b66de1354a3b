using BioZooCte.Models;
using BioZooCte.Models.Processing;
using BioZooCte.Tensors;
using BioZooCte.Tiling;

namespace BioZooCte.Predictions;

/// <summary>Runs a whole sample through a model and puts its outputs together, processed.</summary>
internal sealed class SamplePredictor(SegmentationModel model, ModelGeometry geometry, TilePredictor predictor)
{
    /// <summary>The outputs that the geometry describes, in its order; the caller disposes them.</summary>
    public Task<IReadOnlyList<PredictionCanvas>> PredictAsync(
        PreparedSample sample, CancellationToken cancellationToken) =>
        PredictAsync(sample, isProcessed: true, cancellationToken);

    /// <summary>The same as the network gives them, before their first step; the caller disposes them.</summary>
    public Task<IReadOnlyList<PredictionCanvas>> PredictUnprocessedAsync(
        PreparedSample sample, CancellationToken cancellationToken) =>
        PredictAsync(sample, isProcessed: false, cancellationToken);

    private async Task<IReadOnlyList<PredictionCanvas>> PredictAsync(
        PreparedSample sample, bool isProcessed, CancellationToken cancellationToken)
    {
        PredictionCanvas?[] canvases = new PredictionCanvas?[geometry.Outputs.Length];
        try
        {
            TileGrid grid = sample.Plan.Grid;
            for (int i = 0; i < grid.Count; i++)
            {
                TileFrame frame = TileFrame.Of(grid[i].Input);
                AxisTensor inside =
                    await sample.Source.ReadAsync(frame.Inside, cancellationToken).ConfigureAwait(false);
                IReadOnlyList<TileOutput> outputs = predictor.Run(inside, frame, grid[i], grid, cancellationToken);
                for (int o = 0; o < outputs.Count; o++)
                {
                    AxisTensor tensor = !isProcessed || ProcessingOf(o).NeedsWholeOutput
                        ? outputs[o].Tensor
                        : ProcessingOf(o).Apply(outputs[o].Tensor, outputs[o].Region, sample.Statistics);
                    canvases[o] ??= new PredictionCanvas(geometry.Outputs[o].ShapeOf(grid), tensor.ElementType);
                    canvases[o]!.Paste(tensor, outputs[o].Region);
                }
            }

            for (int o = 0; o < canvases.Length; o++)
            {
                if (isProcessed && ProcessingOf(o).NeedsWholeOutput)
                {
                    canvases[o] = await ProcessAsync(o, canvases[o]!, sample, cancellationToken).ConfigureAwait(false);
                }
            }

            return [.. canvases.Select(c => c!)];
        }
        catch
        {
            foreach (PredictionCanvas? canvas in canvases)
            {
                canvas?.Dispose();
            }

            throw;
        }
    }

    private TensorProcessing ProcessingOf(int output) => model.Processing.Outputs[geometry.Outputs[output].Index];

    private async Task<PredictionCanvas> ProcessAsync(
        int output, PredictionCanvas raw, PreparedSample sample, CancellationToken cancellationToken)
    {
        ProcessingStatistics statistics = await new StatisticsCollector(model.Processing).WithOutputAsync(
            sample.Statistics, geometry.Outputs[output].Index, raw, cancellationToken).ConfigureAwait(false);
        if (ProcessingOf(output).InstanceStep is not null)
        {
            TensorShape shape = geometry.Outputs[output].Processed.ShapeOf(sample.Plan.Grid);
            InstanceStep step = new(model.Package.Id, ProcessingOf(output));
            return await step.RunAsync(raw, shape, statistics, cancellationToken).ConfigureAwait(false);
        }

        PredictionCanvas? processed = null;
        try
        {
            foreach (TensorRegion band in TensorBands.Of(raw.Shape))
            {
                AxisTensor tensor = ProcessingOf(output).Apply(
                    await raw.ReadAsync(band, cancellationToken).ConfigureAwait(false), band, statistics);
                processed ??= new PredictionCanvas(raw.Shape, tensor.ElementType);
                processed.Paste(tensor, band);
            }
        }
        catch
        {
            processed?.Dispose();
            throw;
        }

        raw.Dispose();
        return processed!;
    }
}
