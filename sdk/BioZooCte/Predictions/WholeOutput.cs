using System.Collections.Immutable;

using BioZooCte.Models;
using BioZooCte.Models.Processing;
using BioZooCte.Tensors;
using BioZooCte.Tiling;

namespace BioZooCte.Predictions;

/// <summary>
/// A sample's output, unperturbed and for each perturbation, put together from tiles because a step after the network
/// takes statistics of all of it, or because instances are compared. Threads paste disjoint tiles. Each tile is completed
/// or skipped once; who completes the last one disposes it, and so does its opener where that never comes.
/// </summary>
internal sealed class WholeOutput : IDisposable
{
    private readonly SegmentationModel _model;
    private readonly PreparedSample _sample;
    private readonly OutputGeometry _output;
    private readonly Lock _lock = new();
    private readonly PredictionCanvas?[] _canvases;
    private readonly long _memoryBudget;
    private int _tilesLeft;
    private bool _isSkipped;
    private bool _isDisposed;

    /// <summary>An empty output.</summary>
    /// <param name="model">The model.</param>
    /// <param name="output">The output.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="pairs">The number of perturbations and runs.</param>
    /// <param name="firstOrder">The place of its first band among the parts of the image that are counted.</param>
    /// <param name="memoryBudget">Bytes up to which each canvas stands in memory.</param>
    public WholeOutput(
        SegmentationModel model,
        OutputGeometry output,
        PreparedSample sample,
        int pairs,
        int firstOrder,
        long memoryBudget = PredictionCanvas.MemoryBudget)
    {
        _model = model;
        _output = output;
        _sample = sample;
        _canvases = new PredictionCanvas?[pairs + 1];
        _memoryBudget = memoryBudget;
        _tilesLeft = sample.Plan.Grid.Count;
        FirstOrder = firstOrder;
        Bands = [.. TensorBands.Of(output.Processed.ShapeOf(sample.Plan.Grid))];
    }

    /// <summary>The place of its first band among the parts of the image that are counted.</summary>
    public int FirstOrder { get; }

    /// <summary>Whether its memory was given up.</summary>
    public bool IsDisposed
    {
        get
        {
            lock (_lock)
            {
                return _isDisposed;
            }
        }
    }

    /// <summary>The parts in which it is processed and counted.</summary>
    public ImmutableArray<TensorRegion> Bands { get; }

    /// <summary>Takes in what a tile answers for.</summary>
    /// <param name="variant">0 unperturbed, else 1 + the place of the perturbation and run.</param>
    /// <param name="output">The tile's elements.</param>
    public void Paste(int variant, TileOutput output)
    {
        PredictionCanvas canvas;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            canvas = _canvases[variant] ??=
                new PredictionCanvas(_output.ShapeOf(_sample.Plan.Grid), output.Tensor.ElementType, _memoryBudget);
        }

        canvas.Paste(output.Tensor, output.Region);
    }

    /// <summary>Whether the tile just pasted was the last and none was skipped: then the whole is to be finished.</summary>
    public bool CompleteTile()
    {
        lock (_lock)
        {
            if (--_tilesLeft > 0)
            {
                return false;
            }

            if (!_isSkipped)
            {
                return true;
            }
        }

        Dispose();
        return false;
    }

    /// <summary>Tiles that will not be pasted: the whole will not be finished.</summary>
    public void Skip(int tiles)
    {
        lock (_lock)
        {
            _isSkipped = true;
            _tilesLeft -= tiles;
            if (_tilesLeft > 0)
            {
                return;
            }
        }

        Dispose();
    }

    /// <summary>The whole, ready to be read; valid until this is disposed.</summary>
    /// <param name="cancellationToken">Ends the reading for the steps' statistics.</param>
    public async Task<WholePrediction> ProcessAsync(CancellationToken cancellationToken)
    {
        StatisticsCollector collector = new(_model.Processing);
        ProcessingStatistics[] statistics = new ProcessingStatistics[_canvases.Length];
        for (int v = 0; v < statistics.Length; v++)
        {
            statistics[v] = await collector.WithOutputAsync(
                _sample.Statistics, _output.Index, _canvases[v]!, cancellationToken).ConfigureAwait(false);
        }

        TensorProcessing processing = _model.Processing.Outputs[_output.Index];
        return processing.InstanceStep is null
            ? new WholePrediction(processing, [.. _canvases!], statistics)
            : await MakeInstancesAsync(processing, statistics, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Puts the labels of each prediction in its place, one after another.</summary>
    private async Task<WholePrediction> MakeInstancesAsync(
        TensorProcessing processing, ProcessingStatistics[] statistics, CancellationToken cancellationToken)
    {
        InstanceStep step = new(_model.Package.Id, processing);
        TensorShape shape = _output.Processed.ShapeOf(_sample.Plan.Grid);
        for (int v = 0; v < _canvases.Length; v++)
        {
            _canvases[v] = await step.RunAsync(_canvases[v]!, shape, statistics[v], cancellationToken)
                .ConfigureAwait(false);
        }

        return new WholePrediction(processing: null, [.. _canvases!], statistics);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            for (int i = 0; i < _canvases.Length; i++)
            {
                _canvases[i]?.Dispose();
                _canvases[i] = null;
            }
        }
    }
}
