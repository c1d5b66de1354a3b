using System.Collections.Immutable;

using BioZooCte.Models;
using BioZooCte.Onnx.Graph.Splitting;
using BioZooCte.Tensors;

namespace BioZooCte.Onnx.Sessions;

/// <summary>A network with the features of some layers as outputs before its own.</summary>
internal sealed class OnnxFeatureRunner : IFeatureRunner
{
    private const int MostSizesKept = 64;

    private readonly string _modelId;
    private readonly OnnxRunner _runner;
    private readonly Dictionary<string, TensorShape[]> _shapes = [];
    private AxisTensor[] _features = [];

    /// <summary>A runner that owns the network.</summary>
    /// <param name="modelId">The model's identifier.</param>
    /// <param name="network">The network without the features.</param>
    /// <param name="layers">The layers.</param>
    /// <param name="runner">The network, the features of the layers first among its outputs.</param>
    public OnnxFeatureRunner(
        string modelId, NetworkDescription network, ImmutableArray<FeatureLayer> layers, OnnxRunner runner)
    {
        _modelId = modelId;
        _runner = runner;
        Network = network;
        Layers = layers;
    }

    /// <inheritdoc/>
    public NetworkDescription Network { get; }

    /// <inheritdoc/>
    public ImmutableArray<FeatureLayer> Layers { get; }

    /// <inheritdoc/>
    public IReadOnlyList<AxisTensor> Run(
        IReadOnlyList<AxisTensor?> inputs, IReadOnlyList<AxisTensor?> outputs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(outputs);
        PassCheck.CheckOutputs(_modelId, Network, outputs);
        string key = string.Join(';', inputs.Select(input => input?.Shape.ToString() ?? ""));
        if (_shapes.TryGetValue(key, out TensorShape[]? shapes))
        {
            _features = TensorsOf(shapes);
            _runner.Run(inputs, [.. _features, .. outputs], cancellationToken);
            return _features;
        }

        // Nothing says beforehand how large the features of an input of these sizes are.
        IReadOnlyList<AxisTensor> results = _runner.Run(
            inputs,
            [
                .. Layers.Select(layer => (IReadOnlyList<string>)layer.Axes),
                .. _runner.Network.Outputs.Skip(Layers.Length).Select(output => NumberedAxes.Of(output.Sizes.Length)),
            ],
            cancellationToken);
        for (int i = 0; i < outputs.Count; i++)
        {
            Copy(results[Layers.Length + i], outputs[i], i);
        }

        if (_shapes.Count >= MostSizesKept)
        {
            _shapes.Clear();
        }

        _features = [.. results.Take(Layers.Length)];
        _shapes.Add(key, [.. _features.Select(tensor => tensor.Shape)]);
        return _features;
    }

    /// <inheritdoc/>
    public void Dispose() => _runner.Dispose();

    private AxisTensor[] TensorsOf(TensorShape[] shapes) =>
    [
        .. shapes.Select((shape, i) => i < _features.Length && _features[i].Shape.Equals(shape)
            ? _features[i]
            : AxisTensor.Uninitialized(shape, _runner.Network.Outputs[i].ElementType)),
    ];

    private void Copy(AxisTensor result, AxisTensor? output, int index)
    {
        if (output is null)
        {
            return;
        }

        if (!result.Shape.Select(axis => axis.Size).SequenceEqual(output.Shape.Select(axis => axis.Size)))
        {
            throw new ModelRunException(
                _modelId,
                $"output {index} ('{Network.Outputs[index].Name}') is "
                    + $"{string.Join(" × ", result.Shape.Select(axis => axis.Size))}; expected {output.Shape}");
        }

        result.Bytes.CopyTo(output.Bytes);
    }
}
