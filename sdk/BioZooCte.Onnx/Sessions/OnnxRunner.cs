using BioZooCte.Models;
using BioZooCte.Onnx.Graph;
using BioZooCte.Tensors;

using Microsoft.ML.OnnxRuntime;

namespace BioZooCte.Onnx.Sessions;

/// <summary>A network in a session of ONNX Runtime.</summary>
internal sealed class OnnxRunner : IModelRunner
{
    private readonly string _modelId;
    private readonly InferenceSession _session;
    private readonly PassSizes _sizes;
    private readonly PassThread _thread;
    private bool _isDisposed;

    /// <summary>A runner that owns the session.</summary>
    /// <param name="modelId">The model's identifier.</param>
    /// <param name="network">The network, as the session runs it.</param>
    /// <param name="session">The session.</param>
    /// <param name="sizes">What passes may ask for.</param>
    public OnnxRunner(string modelId, NetworkDescription network, InferenceSession session, PassSizes sizes)
    {
        _sizes = sizes;
        _modelId = modelId;
        _session = session;
        _thread = new PassThread($"passes of {modelId}", Close);
        Network = network;
    }

    /// <inheritdoc/>
    public NetworkDescription Network { get; }

    /// <inheritdoc/>
    public void Run(
        IReadOnlyList<AxisTensor?> inputs, IReadOnlyList<AxisTensor?> outputs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        Prepare(inputs, cancellationToken);
        PassCheck.CheckOutputs(_modelId, Network, outputs);
        Run(Begin(inputs, outputs), pass => pass.Run(_session), cancellationToken);
    }

    /// <inheritdoc/>
    public IReadOnlyList<AxisTensor> Run(
        IReadOnlyList<AxisTensor?> inputs,
        IReadOnlyList<IReadOnlyList<string>> outputAxes,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(outputAxes);
        Prepare(inputs, cancellationToken);
        PassCheck.CheckAxes(_modelId, Network, outputAxes);
        string[] names = [.. Network.Outputs.Select(output => output.Name)];
        return Run(
            Begin(inputs, []),
            pass => pass.Run(_session, names, values => Take(values, outputAxes)),
            cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            _thread.Dispose();
        }
    }

    private void Close()
    {
        _session.Dispose();
        NativeHeap.Trim();
    }

    private void Prepare(IReadOnlyList<AxisTensor?> inputs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        PassCheck.CheckInputs(_modelId, Network, inputs);
        _sizes.Check(Network, inputs);
    }

    private NetworkPass Begin(IReadOnlyList<AxisTensor?> inputs, IReadOnlyList<AxisTensor?> outputs)
    {
        BoundTensors boundInputs = new();
        BoundTensors boundOutputs = new();
        try
        {
            Bind(boundInputs, inputs, Network.Inputs);
            Bind(boundOutputs, outputs, Network.Outputs);
            return new NetworkPass(boundInputs, boundOutputs);
        }
        catch
        {
            boundInputs.Dispose();
            boundOutputs.Dispose();
            throw;
        }
    }

    private T Run<T>(NetworkPass pass, Func<NetworkPass, T> run, CancellationToken cancellationToken)
    {
        try
        {
            return _thread.Run(() => run(pass), pass.Terminate, cancellationToken);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelRunException(_modelId, $"the pass failed in ONNX Runtime: {RuntimeError.Describe(e)}", e);
        }
    }

    private AxisTensor[] Take(IReadOnlyList<OrtValue> values, IReadOnlyList<IReadOnlyList<string>> outputAxes)
    {
        AxisTensor[] tensors = new AxisTensor[values.Count];
        for (int i = 0; i < tensors.Length; i++)
        {
            long[] sizes = values[i].GetTensorTypeAndShape().Shape;
            TensorShape shape = PassCheck.ShapeOf(_modelId, Network, i, sizes, outputAxes[i]);
            tensors[i] = AxisTensor.Uninitialized(shape, Network.Outputs[i].ElementType);
            values[i].GetTensorMutableRawData().CopyTo(tensors[i].Bytes);
        }

        return tensors;
    }

    private static void Bind(
        BoundTensors bound, IReadOnlyList<AxisTensor?> tensors, IReadOnlyList<NetworkTensor> network)
    {
        for (int i = 0; i < tensors.Count; i++)
        {
            if (tensors[i] is AxisTensor tensor)
            {
                bound.Add(network[i].Name, tensor);
            }
        }
    }
}
