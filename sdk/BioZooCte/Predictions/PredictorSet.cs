using System.Collections.Concurrent;
using System.Collections.Immutable;

using BioZooCte.Models;
using BioZooCte.Tiling;

namespace BioZooCte.Predictions;

/// <summary>The predictors of one model, one for each thread that asks. It owns them.</summary>
internal sealed class PredictorSet : IDisposable
{
    private readonly Func<TilePredictor> _open;
    private readonly ConcurrentBag<TilePredictor> _opened = [];
    private int _taken;

    private PredictorSet(ModelGeometry geometry, TilePredictor first, Func<TilePredictor> open)
    {
        _open = open;
        Geometry = geometry;
        First = first;
        _opened.Add(first);
    }

    /// <summary>The model's sizes, as its network runs here.</summary>
    public ModelGeometry Geometry { get; }

    /// <summary>The layers that give features, deepest first; none unless asked for.</summary>
    public ImmutableArray<FeatureLayer> Layers { get; private init; } = [];

    /// <summary>The first predictor; for one thread at a time.</summary>
    public TilePredictor First { get; }

    /// <summary>Opens a model for one output as perturbations need it: whole, or cut in two.</summary>
    /// <inheritdoc cref="OpenSplit"/>
    public static PredictorSet OpenFor(
        PerturbationPlan plan, SegmentationModel model, int outputIndex, string? bottleneck) =>
        plan.FeatureRuns.Count == 0
            ? Open(model, [outputIndex])
            : OpenSplit(model, [outputIndex], threadsPerPass: 1, bottleneck);

    /// <summary>Opens a model for some of its outputs.</summary>
    /// <exception cref="UnsupportedModelException">Package and network contradict each other.</exception>
    public static PredictorSet Open(SegmentationModel model, IReadOnlyList<int> outputIndices, int threadsPerPass = 1)
    {
        IModelRunner runner = model.OpenRunner(threadsPerPass);
        try
        {
            ModelGeometry geometry = Read(model, runner.Network, outputIndices);
            return new PredictorSet(
                geometry,
                new TilePredictor(model, geometry, runner),
                () => new TilePredictor(model, geometry, model.OpenRunner(threadsPerPass)));
        }
        catch
        {
            runner.Dispose();
            throw;
        }
    }

    /// <summary>Opens a model for some of its outputs, its network cut in two.</summary>
    /// <param name="model">The model.</param>
    /// <param name="outputIndices">The outputs.</param>
    /// <param name="threadsPerPass">Threads inside one pass.</param>
    /// <param name="bottleneck">The tensor to cut at; null for the bottleneck.</param>
    /// <exception cref="UnsupportedModelException">
    /// Package and network contradict each other, or the network cannot be cut.
    /// </exception>
    public static PredictorSet OpenSplit(
        SegmentationModel model, IReadOnlyList<int> outputIndices, int threadsPerPass, string? bottleneck)
    {
        ISplitModelRunner runner = model.OpenSplit(threadsPerPass, bottleneck);
        try
        {
            ModelGeometry geometry = Read(model, runner.Network, outputIndices);
            string cut = runner.Bottleneck.Name;
            return new PredictorSet(
                geometry,
                new TilePredictor(model, geometry, runner),
                () => new TilePredictor(model, geometry, model.OpenSplit(threadsPerPass, cut)));
        }
        catch
        {
            runner.Dispose();
            throw;
        }
    }

    /// <summary>Opens a model for some of its outputs, so that it gives the features of layers as well.</summary>
    /// <param name="model">The model.</param>
    /// <param name="outputIndices">The outputs.</param>
    /// <param name="layers">The layers' names; none for those that are found.</param>
    /// <exception cref="UnsupportedModelException">
    /// Package and network contradict each other, or the network gives no features.
    /// </exception>
    public static PredictorSet OpenFeatures(
        SegmentationModel model, IReadOnlyList<int> outputIndices, IReadOnlyList<string> layers)
    {
        IFeatureRunner runner = model.OpenFeatures(threadsPerPass: 1, layers);
        try
        {
            ModelGeometry geometry = Read(model, runner.Network, outputIndices).WithContextOf(runner.Layers);
            string[] names = [.. runner.Layers.Select(layer => layer.Name)];
            return new PredictorSet(
                geometry,
                new TilePredictor(model, geometry, runner),
                () => new TilePredictor(model, geometry, model.OpenFeatures(threadsPerPass: 1, names)))
            {
                Layers = runner.Layers,
            };
        }
        catch
        {
            runner.Dispose();
            throw;
        }
    }

    /// <summary>A predictor for a thread of its own: the first one for who asks first, else another.</summary>
    /// <exception cref="OperationCanceledException">The token asked for it while another was opened.</exception>
    public TilePredictor Take(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _taken, 1) == 0)
        {
            return First;
        }

        TilePredictor predictor = Opening.Run(_open, cancellationToken);
        _opened.Add(predictor);
        return predictor;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_opened.TryTake(out TilePredictor? predictor))
        {
            predictor.Dispose();
        }
    }

    private static ModelGeometry Read(
        SegmentationModel model, NetworkDescription network, IReadOnlyList<int> outputIndices) =>
        ModelGeometryReader.Read(model.Package.Id, model.Description, network, model.ImageInput, outputIndices);
}
