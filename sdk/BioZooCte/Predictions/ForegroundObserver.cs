using BioZooCte.Models;
using BioZooCte.Models.Processing;
using BioZooCte.Segmentation;
using BioZooCte.Tensors;
using BioZooCte.Tiling;

namespace BioZooCte.Predictions;

/// <summary>Asks the first unperturbed prediction what a model's values are, where nothing else says.</summary>
/// <param name="model">The model.</param>
/// <param name="geometry">Its sizes, with the output that holds the foreground.</param>
/// <param name="predictor">Runs it; used until the first prediction is there.</param>
/// <param name="rule">What counts as foreground, as far as the package says.</param>
internal sealed class ForegroundObserver(
    SegmentationModel model, ModelGeometry geometry, TilePredictor predictor, ForegroundRule rule)
{
    /// <summary>What counts as foreground, as far as it is known.</summary>
    public ForegroundRule Rule { get; private set; } = rule;

    /// <summary>The least and the greatest value that were observed; null where nothing was.</summary>
    public (float Low, float High)? Range { get; private set; }

    /// <summary>Takes in what the first prediction was observed to be before.</summary>
    /// <exception cref="UnsupportedModelException">The values are no probabilities.</exception>
    public void Take((float Low, float High) range)
    {
        Range = range;
        Rule = ForegroundExtractor.Observe(model.Package.Id, Rule, range);
    }

    /// <summary>Looks at a sample's first tile; at all of them where a step takes statistics of the whole output.</summary>
    /// <exception cref="UnsupportedModelException">The values are no probabilities.</exception>
    /// <exception cref="ModelRunException">A pass failed, or a value is not a number.</exception>
    public async ValueTask ObserveAsync(PreparedSample sample, CancellationToken cancellationToken)
    {
        if (Rule.Values != ForegroundValues.Undetermined)
        {
            return;
        }

        TensorProcessing processing = model.Processing.Outputs[Rule.OutputIndex];
        if (processing.NeedsWholeOutput)
        {
            await ObserveWholeAsync(sample, cancellationToken).ConfigureAwait(false);
            return;
        }

        TileGrid grid = sample.Plan.Grid;
        TileFrame frame = TileFrame.Of(grid[0].Input);
        AxisTensor inside = await sample.Source.ReadAsync(frame.Inside, cancellationToken).ConfigureAwait(false);
        TileOutput output = predictor.Run(inside, frame, grid[0], grid, cancellationToken)[0];
        AxisTensor processed = processing.Apply(output.Tensor, output.Region, sample.Statistics);
        Take(ForegroundExtractor.RangeOf(model.Package.Id, Rule, processed));
    }

    private async ValueTask ObserveWholeAsync(PreparedSample sample, CancellationToken cancellationToken)
    {
        SamplePredictor whole = new(model, geometry, predictor);
        IReadOnlyList<PredictionCanvas> outputs =
            await whole.PredictAsync(sample, cancellationToken).ConfigureAwait(false);
        using PredictionCanvas output = outputs[0];
        (float low, float high) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (TensorRegion band in TensorBands.Of(output.Shape))
        {
            AxisTensor values = await output.ReadAsync(band, cancellationToken).ConfigureAwait(false);
            (float least, float greatest) = ForegroundExtractor.RangeOf(model.Package.Id, Rule, values);
            (low, high) = (Math.Min(low, least), Math.Max(high, greatest));
        }

        Take((low, high));
    }
}
