using BioZooCte.Models;
using BioZooCte.Models.Processing;
using BioZooCte.Tensors;
using BioZooCte.Tiling;

namespace BioZooCte.Predictions;

/// <summary>Runs tiles through a model, on one thread. It owns its runner.</summary>
internal sealed class TilePredictor : IDisposable
{
    private readonly SegmentationModel _model;
    private readonly ModelGeometry _geometry;
    private readonly IModelRunner _runner;
    private readonly AxisTensor?[] _inputs;
    private readonly AxisTensor?[] _outputs;
    private readonly TensorArena _arena = new();

    /// <summary>A predictor for one thread.</summary>
    /// <param name="model">The model.</param>
    /// <param name="geometry">Its sizes; the outputs wanted are those it describes.</param>
    /// <param name="runner">The network; disposed with this.</param>
    public TilePredictor(SegmentationModel model, ModelGeometry geometry, IModelRunner runner)
    {
        _model = model;
        _geometry = geometry;
        _runner = runner;
        _inputs = new AxisTensor?[runner.Network.Inputs.Length];
        _outputs = new AxisTensor?[runner.Network.Outputs.Length];
    }

    /// <summary>Runs the network on a tile and cuts out what the tile answers for, before postprocessing.</summary>
    /// <param name="inside">The elements of <paramref name="frame"/>, preprocessed up to a final cast.</param>
    /// <param name="frame">Where they lie.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="grid">Its grid.</param>
    /// <param name="cancellationToken">Ends a running pass.</param>
    /// <returns>
    /// For each wanted output its elements of the tile, which the next call overwrites, and their place in the
    /// output of the whole sample.
    /// </returns>
    public IReadOnlyList<TileOutput> Run(
        AxisTensor inside, TileFrame frame, Tile tile, TileGrid grid, CancellationToken cancellationToken)
    {
        _arena.Reset();
        TensorProcessing processing = _model.Processing.Inputs[_model.ImageInput];
        AxisTensor input = frame.Pad(processing.ApplyFinalCast(inside), _arena);
        _inputs[_model.ImageInput] =
            ElementConverter.Cast(input, _runner.Network.Inputs[_model.ImageInput].ElementType, _arena);
        foreach (OutputGeometry output in _geometry.Outputs)
        {
            TensorShape shape = output.ShapeFor(tile.Input.Shape);
            if (_outputs[output.Index] is not AxisTensor existing || !existing.Shape.Equals(shape))
            {
                _outputs[output.Index] =
                    AxisTensor.Uninitialized(shape, _runner.Network.Outputs[output.Index].ElementType);
            }
        }

        _runner.Run(_inputs, _outputs, cancellationToken);
        return [.. _geometry.Outputs.Select(output => Cut(output, tile, grid))];
    }

    /// <inheritdoc/>
    public void Dispose() => _runner.Dispose();

    private TileOutput Cut(OutputGeometry output, Tile tile, TileGrid grid)
    {
        TensorRegion owned = output.OwnedBy(tile, grid);
        AxisTensor cut = RegionCopy.Crop(_outputs[output.Index]!, output.InTile(owned, tile), _arena);
        return new TileOutput(output.Index, cut, owned);
    }
}
