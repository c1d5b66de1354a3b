using System.Collections.Immutable;

using BioZooCte.Models;
using BioZooCte.Models.Processing;
using BioZooCte.Perturbations;
using BioZooCte.Tensors;
using BioZooCte.Tiling;

namespace BioZooCte.Predictions;

/// <summary>Takes the statistics of a sample, plans its tiles, and fits perturbations to it.</summary>
internal sealed class SamplePreparer
{
    private const double LowPercentile = 1;
    private const double HighPercentile = 99.8;

    private readonly SegmentationModel _model;
    private readonly ModelGeometry _geometry;
    private readonly StatisticsCollector _collector;
    private readonly DataSetStatistics? _dataSet;
    private readonly TileSize _tileSize;

    /// <summary>A preparer of samples for one model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="geometry">Its sizes.</param>
    /// <param name="tileSize">How samples are cut.</param>
    /// <param name="dataSet">The statistics of all samples, where a step needs them.</param>
    public SamplePreparer(
        SegmentationModel model, ModelGeometry geometry, TileSize tileSize, DataSetStatistics? dataSet)
    {
        _model = model;
        _geometry = geometry;
        _collector = new StatisticsCollector(model.Processing);
        _tileSize = tileSize;
        _dataSet = dataSet;
    }

    /// <summary>Prepares a sample.</summary>
    /// <param name="sample">The sample as it is in the image, or with a frame.</param>
    /// <param name="place">Where in which image it comes from: noise depends on it.</param>
    /// <param name="plan">The perturbations.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask<PreparedSample> PrepareAsync(
        ITensorSource sample, InputSample place, PerturbationPlan plan, CancellationToken cancellationToken)
    {
        ITensorSource raw = await PreprocessedSample.KeepIfSmallAsync(sample, cancellationToken).ConfigureAwait(false);
        ProcessingStatistics statistics =
            await _collector.CollectAsync(_model.InputsFor(raw), _dataSet, cancellationToken).ConfigureAwait(false);
        PreprocessedSample source = await PreprocessedSample.OpenAsync(
            raw, _model.Processing.Inputs[_model.ImageInput], statistics, cancellationToken).ConfigureAwait(false);
        ImmutableArray<ElementType> integers = Integers();
        bool rounds = _model.Processing.Inputs[_model.ImageInput].IsFinalCastAlone && sample.ElementType.IsInteger();
        ImmutableArray<PreparedPerturbation> perturbations =
        [
            .. (await FitAsync(source, place, plan, cancellationToken).ConfigureAwait(false))
                .Select(fitted => fitted with { Integers = integers, Rounds = rounds }),
        ];
        return new PreparedSample(
            source, statistics, TilePlanner.Plan(_geometry, sample.Shape, _tileSize), perturbations, PlaceOf(place))
        {
            Features =
            [
                .. plan.FeatureRuns.Select(run => PreparedFeatures.Of(
                    run,
                    plan,
                    NoiseKey.For(plan.Seed, place.ImageName, run.Perturbation, run.Run) with
                    {
                        Frame = place.Frame,
                        Slice = place.Slice,
                    })),
            ],
        };
    }

    /// <summary>The integer types between a perturbed sample and the network.</summary>
    private ImmutableArray<ElementType> Integers()
    {
        ElementType ofNetwork = _model.Network.Inputs[_model.ImageInput].ElementType;
        IEnumerable<ElementType> ofSteps = _model.Processing.Inputs[_model.ImageInput].FinalIntegers;
        return [.. ofNetwork.IsInteger() ? ofSteps.Append(ofNetwork) : ofSteps];
    }

    private static SamplePlace PlaceOf(InputSample sample) => new(
        sample.Shape.Has(AxisIds.Time) ? null : sample.Frame, sample.Shape.Has(AxisIds.Z) ? null : sample.Slice);

    private static async ValueTask<ImmutableArray<PreparedPerturbation>> FitAsync(
        PreprocessedSample source, InputSample place, PerturbationPlan plan, CancellationToken cancellationToken)
    {
        bool isModelUnit = plan.Unit == PerturbationUnit.Model;
        ImmutableArray<ChannelSummary> channels = [];
        if (plan.Runs.Any(r => !isModelUnit || r.Perturbation.NeedsMean))
        {
            channels = await ChannelSummaries.OfAsync(source, LowPercentile, HighPercentile, cancellationToken)
                .ConfigureAwait(false);
        }

        ImmutableArray<double> lows = [.. channels.Select(c => c.Low)];
        ImmutableArray<double> highs = [.. channels.Select(c => c.High)];
        ImmutableArray<double> means = [.. channels.Select(c => c.Mean)];
        return [.. plan.Runs.Select(r =>
        {
            NoiseKey noise = NoiseKey.For(plan.Seed, place.ImageName, r.Perturbation, r.Run) with
            {
                Frame = place.Frame,
                Slice = place.Slice,
            };
            return new PreparedPerturbation(r.Perturbation, isModelUnit
                ? PerturbationContext.InModelUnit(means, noise)
                : PerturbationContext.InPercentileUnit(lows, highs, means, noise));
        })];
    }
}
