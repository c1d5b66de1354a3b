using System.Collections.Concurrent;

using BioZooCte.Models;
using BioZooCte.Tiling;

namespace BioZooCte.Predictions;

/// <summary>The predictors of one model, one for each thread that asks. It owns them.</summary>
internal sealed class PredictorSet : IDisposable
{
    private readonly SegmentationModel _model;
    private readonly int _threadsPerPass;
    private readonly ConcurrentBag<TilePredictor> _opened = [];
    private int _taken;

    private PredictorSet(SegmentationModel model, ModelGeometry geometry, TilePredictor first, int threadsPerPass)
    {
        _model = model;
        _threadsPerPass = threadsPerPass;
        Geometry = geometry;
        First = first;
        _opened.Add(first);
    }

    /// <summary>The model's sizes, as its network runs here.</summary>
    public ModelGeometry Geometry { get; }

    /// <summary>The first predictor; for one thread at a time.</summary>
    public TilePredictor First { get; }

    /// <summary>Opens a model for some of its outputs.</summary>
    /// <exception cref="UnsupportedModelException">Package and network contradict each other.</exception>
    public static PredictorSet Open(SegmentationModel model, IReadOnlyList<int> outputIndices, int threadsPerPass = 1)
    {
        IModelRunner runner = model.OpenRunner(threadsPerPass);
        try
        {
            ModelGeometry geometry = ModelGeometryReader.Read(
                model.Package.Id, model.Description, runner.Network, model.ImageInput, outputIndices);
            return new PredictorSet(model, geometry, new TilePredictor(model, geometry, runner), threadsPerPass);
        }
        catch
        {
            runner.Dispose();
            throw;
        }
    }

    /// <summary>A predictor for a thread of its own: the first one for who asks first, else another.</summary>
    public TilePredictor Take()
    {
        if (Interlocked.Exchange(ref _taken, 1) == 0)
        {
            return First;
        }

        TilePredictor predictor = new(_model, Geometry, _model.OpenRunner(_threadsPerPass));
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
}
