using System.Collections.Immutable;

using BioZooCte.Models;
using BioZooCte.Onnx.Graph.Splitting;
using BioZooCte.Tensors;

namespace BioZooCte.Onnx.Sessions;

/// <summary>A network cut in two, each part in a session of its own; no session holds the whole.</summary>
internal sealed class OnnxSplitRunner : ISplitModelRunner
{
    private const int MostSizesKept = 64;

    private readonly string _modelId;
    private readonly OnnxRunner _encoder;
    private readonly VariantDecoder _decoder;
    private readonly IReadOnlyList<string>[] _encodedAxes;
    private readonly Dictionary<string, TensorShape[]> _encodedShapes = [];

    /// <summary>A runner that owns both parts.</summary>
    /// <param name="modelId">The model's identifier.</param>
    /// <param name="network">The whole network.</param>
    /// <param name="bottleneck">Where it is cut.</param>
    /// <param name="cut">The cut.</param>
    /// <param name="encoder">From the inputs to the features and what goes past the cut beside them.</param>
    /// <param name="decoder">From these to the outputs that depend on the features.</param>
    public OnnxSplitRunner(
        string modelId,
        NetworkDescription network,
        FeatureLayer bottleneck,
        GraphCut cut,
        OnnxRunner encoder,
        OnnxRunner decoder)
    {
        _modelId = modelId;
        _encoder = encoder;
        _decoder = new VariantDecoder(decoder, OutputSource.Of(network, cut), cut.Crossing.Count);
        Network = network;
        Bottleneck = bottleneck;
        ImmutableArray<NetworkTensor> encoded = encoder.Network.Outputs;
        _encodedAxes =
        [
            bottleneck.Axes,
            .. encoded.Skip(1).Select(tensor => NumberedAxes.Of(tensor.Sizes.Length)),
        ];
    }

    /// <inheritdoc/>
    public NetworkDescription Network { get; }

    /// <inheritdoc/>
    public FeatureLayer Bottleneck { get; }

    /// <inheritdoc/>
    public bool DecodesInBatches
    {
        get => _decoder.InBatches;
        set => _decoder.InBatches = value;
    }

    /// <inheritdoc/>
    public void Encode(IReadOnlyList<AxisTensor?> inputs, EncodedTile tile, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(tile);
        string key = string.Join(';', inputs.Select(input => input?.Shape.ToString() ?? ""));
        IReadOnlyList<AxisTensor> encoded;
        if (_encodedShapes.TryGetValue(key, out TensorShape[]? shapes))
        {
            encoded = TensorsOf(shapes, tile);
            _encoder.Run(inputs, encoded, cancellationToken);
        }
        else
        {
            encoded = _encoder.Run(inputs, _encodedAxes, cancellationToken);
            if (_encodedShapes.Count >= MostSizesKept)
            {
                _encodedShapes.Clear();
            }

            _encodedShapes.Add(key, [.. encoded.Select(tensor => tensor.Shape)]);
        }

        tile.Features = encoded[0];
        tile.Beside = [.. encoded.Skip(1)];
    }

    /// <inheritdoc/>
    public void Decode(
        EncodedTile tile,
        IReadOnlyList<AxisTensor> features,
        IReadOnlyList<IReadOnlyList<AxisTensor?>> outputs,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tile);
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(outputs);
        Check(tile, features, outputs);
        _decoder.Decode(tile, features, outputs, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _encoder.Dispose();
        _decoder.Dispose();
    }

    private void Check(
        EncodedTile tile, IReadOnlyList<AxisTensor> features, IReadOnlyList<IReadOnlyList<AxisTensor?>> outputs)
    {
        if (features.Count != outputs.Count)
        {
            throw new ModelRunException(
                _modelId, $"{features.Count} variants of features and outputs for {outputs.Count}; expected as many");
        }

        for (int i = 0; i < features.Count; i++)
        {
            AxisTensor own = tile.Features;
            if (features[i].ElementType != own.ElementType || !features[i].Shape.Equals(own.Shape))
            {
                throw new ModelRunException(
                    _modelId,
                    $"variant {i} of the features is {features[i].ElementType.Name()}, {features[i].Shape}; "
                        + $"expected {own.ElementType.Name()}, {own.Shape}");
            }

            PassCheck.CheckOutputs(_modelId, Network, outputs[i]);
        }
    }

    private AxisTensor[] TensorsOf(TensorShape[] shapes, EncodedTile tile)
    {
        AxisTensor[] existing = tile.IsEncoded ? [tile.Features, .. tile.Beside] : [];
        AxisTensor[] tensors = new AxisTensor[shapes.Length];
        for (int i = 0; i < tensors.Length; i++)
        {
            NetworkTensor encoded = _encoder.Network.Outputs[i];
            tensors[i] = i < existing.Length && existing[i].Shape.Equals(shapes[i])
                && existing[i].ElementType == encoded.ElementType
                ? existing[i]
                : AxisTensor.Uninitialized(shapes[i], encoded.ElementType);
        }

        return tensors;
    }
}
