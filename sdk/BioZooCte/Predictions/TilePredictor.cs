using BioZooCte.Models;
using BioZooCte.Models.Processing;
using BioZooCte.Tensors;
using BioZooCte.Tiling;

namespace BioZooCte.Predictions;

/// <summary>Runs tiles through a model, whole, cut in two or with its features, on one thread. It owns its runner.</summary>
internal sealed class TilePredictor : IDisposable
{
    private readonly SegmentationModel _model;
    private readonly ModelGeometry _geometry;
    private readonly IModelRunner? _runner;
    private readonly ISplitModelRunner? _split;
    private readonly IFeatureRunner? _features;
    private readonly NetworkDescription _network;
    private readonly AxisTensor?[] _inputs;
    private readonly List<AxisTensor?[]> _outputs = [];
    private readonly List<AxisTensor> _variants = [];
    private readonly EncodedTile _encoded = new();
    private readonly TensorArena _arena = new();

    /// <summary>A predictor for one thread.</summary>
    /// <param name="model">The model.</param>
    /// <param name="geometry">Its sizes; the outputs wanted are those it describes.</param>
    /// <param name="runner">The network; disposed with this.</param>
    public TilePredictor(SegmentationModel model, ModelGeometry geometry, IModelRunner runner)
        : this(model, geometry, runner.Network)
    {
        _runner = runner;
    }

    /// <summary>A predictor for one thread of a network cut in two.</summary>
    /// <inheritdoc cref="TilePredictor(SegmentationModel, ModelGeometry, IModelRunner)"/>
    public TilePredictor(SegmentationModel model, ModelGeometry geometry, ISplitModelRunner runner)
        : this(model, geometry, runner.Network)
    {
        _split = runner;
    }

    /// <summary>A predictor for one thread of a network that gives features as well.</summary>
    /// <inheritdoc cref="TilePredictor(SegmentationModel, ModelGeometry, IModelRunner)"/>
    public TilePredictor(SegmentationModel model, ModelGeometry geometry, IFeatureRunner runner)
        : this(model, geometry, runner.Network)
    {
        _features = runner;
    }

    private TilePredictor(SegmentationModel model, ModelGeometry geometry, NetworkDescription network)
    {
        _model = model;
        _geometry = geometry;
        _network = network;
        _inputs = new AxisTensor?[network.Inputs.Length];
    }

    /// <summary>
    /// The features that the last tile gave, layer by layer, over all of its input; the next one overwrites them. None
    /// of a network that gives none.
    /// </summary>
    public IReadOnlyList<AxisTensor> Features { get; private set; } = [];

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
        Prepare(inside, frame);
        AxisTensor?[] outputs = OutputsFor(0, tile);
        if (_features is not null)
        {
            Features = _features.Run(_inputs, outputs, cancellationToken);
        }
        else if (_split is null)
        {
            _runner!.Run(_inputs, outputs, cancellationToken);
        }
        else
        {
            _split.Encode(_inputs, _encoded, cancellationToken);
            _split.Decode(_encoded, [_encoded.Features], [outputs], cancellationToken);
        }

        return Cut(outputs, tile, grid);
    }

    /// <summary>
    /// Runs a network that is cut in two: the first part once on a tile, the second on its features as they are and on
    /// each perturbation of them.
    /// </summary>
    /// <param name="inside">The elements of <paramref name="frame"/>, preprocessed up to a final cast.</param>
    /// <param name="frame">Where they lie.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="grid">Its grid.</param>
    /// <param name="perturbations">The perturbations.</param>
    /// <param name="cancellationToken">Ends a running pass.</param>
    /// <returns>Unperturbed first, then in the order of the perturbations; each as <see cref="Run"/> gives it.</returns>
    public IReadOnlyList<IReadOnlyList<TileOutput>> RunVariants(
        AxisTensor inside,
        TileFrame frame,
        Tile tile,
        TileGrid grid,
        IReadOnlyList<PreparedFeatures> perturbations,
        CancellationToken cancellationToken)
    {
        Prepare(inside, frame);
        _split!.Encode(_inputs, _encoded, cancellationToken);
        AxisTensor features = _encoded.Features;
        if (_variants.Count != perturbations.Count || _variants.Any(v => !v.Shape.Equals(features.Shape)))
        {
            _variants.Clear();
            _variants.AddRange(
                perturbations.Select(_ => AxisTensor.Uninitialized(features.Shape, features.ElementType)));
        }

        for (int i = 0; i < perturbations.Count; i++)
        {
            perturbations[i].Perturb(features, _variants[i], tile.Input);
        }

        AxisTensor?[][] outputs = [.. Enumerable.Range(0, 1 + perturbations.Count).Select(i => OutputsFor(i, tile))];
        _split.Decode(_encoded, [features, .. _variants], outputs, cancellationToken);
        return [.. outputs.Select(variant => Cut(variant, tile, grid))];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _runner?.Dispose();
        _split?.Dispose();
        _features?.Dispose();
    }

    private void Prepare(AxisTensor inside, TileFrame frame)
    {
        _arena.Reset();
        TensorProcessing processing = _model.Processing.Inputs[_model.ImageInput];
        AxisTensor input = frame.Pad(processing.ApplyFinalCast(inside), _arena);
        _inputs[_model.ImageInput] =
            ElementConverter.Cast(input, _network.Inputs[_model.ImageInput].ElementType, _arena);
    }

    /// <summary>The tensors for a variant's wanted outputs, used again where the sizes stay.</summary>
    private AxisTensor?[] OutputsFor(int variant, Tile tile)
    {
        if (_outputs.Count == variant)
        {
            _outputs.Add(new AxisTensor?[_network.Outputs.Length]);
        }

        AxisTensor?[] outputs = _outputs[variant];
        foreach (OutputGeometry output in _geometry.Outputs)
        {
            TensorShape shape = output.ShapeFor(tile.Input.Shape);
            if (outputs[output.Index] is not AxisTensor existing || !existing.Shape.Equals(shape))
            {
                outputs[output.Index] = AxisTensor.Uninitialized(shape, _network.Outputs[output.Index].ElementType);
            }
        }

        return outputs;
    }

    private TileOutput[] Cut(AxisTensor?[] outputs, Tile tile, TileGrid grid) =>
        [.. _geometry.Outputs.Select(output => Cut(output, outputs[output.Index]!, tile, grid))];

    private TileOutput Cut(OutputGeometry output, AxisTensor tensor, Tile tile, TileGrid grid)
    {
        TensorRegion owned = output.OwnedBy(tile, grid);
        return new TileOutput(output.Index, RegionCopy.Crop(tensor, output.InTile(owned, tile), _arena), owned);
    }
}
