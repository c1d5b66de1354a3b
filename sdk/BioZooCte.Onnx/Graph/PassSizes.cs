using BioZooCte.Models;
using BioZooCte.Onnx.Graph.Check;
using BioZooCte.Onnx.Graph.Proto;
using BioZooCte.Onnx.Graph.Tracing;
using BioZooCte.Tensors;

namespace BioZooCte.Onnx.Graph;

/// <summary>
/// Whether a pass stays within bounds: a damaged padding or scale can ask for tensors that no machine holds, and the
/// runtime tries. Keeps the graph without its weights.
/// </summary>
internal sealed class PassSizes
{
    /// <summary>What a tensor may always take.</summary>
    private const long FreeBytes = 1L << 27;

    /// <summary>What a tensor may take for each byte of the input: a thousand channels.</summary>
    private const long MostGrowth = 1024;

    private readonly string _modelId;
    private readonly ModelProto _model;
    private readonly HashSet<string> _fitting = [];

    /// <summary>Takes over a model and drops its weights.</summary>
    public PassSizes(string modelId, ModelProto model)
    {
        _modelId = modelId;
        _model = model;
        foreach (TensorProto tensor in
            model.Graph.Initializer.Concat(model.Graph.Node.SelectMany(node => node.Attribute).Select(a => a.T)))
        {
            Drop(tensor);
        }
    }

    /// <summary>Checks a pass over inputs of these sizes; once for the same sizes.</summary>
    /// <exception cref="ModelRunException">
    /// A tensor in it would be empty, or larger than anything that the input justifies.
    /// </exception>
    public void Check(NetworkDescription network, IReadOnlyList<AxisTensor?> inputs)
    {
        string key = string.Join(';', inputs.Select(input => input?.Shape.ToString() ?? ""));
        if (_fitting.Contains(key))
        {
            return;
        }

        List<KeyValuePair<string, long[]>> sizes = [];
        long inputBytes = 0;
        for (int i = 0; i < inputs.Count; i++)
        {
            if (inputs[i] is AxisTensor tensor)
            {
                sizes.Add(new(network.Inputs[i].Name, [.. tensor.Shape.Select(axis => (long)axis.Size)]));
                inputBytes = Math.Max(inputBytes, 4L * tensor.Count);
            }
        }

        double most = Math.Max(FreeBytes, MostGrowth * inputBytes);
        GraphTrace trace = GraphTrace.Follow(_model, sizes, 0);
        if (trace.WhatDoesNotFit is string misfit)
        {
            throw new ModelRunException(_modelId, misfit);
        }

        foreach (TracedTensor tensor in trace.Tensors)
        {
            if (tensor.Origin == TensorOrigin.Image && tensor.Sizes.Contains(0))
            {
                throw new ModelRunException(
                    _modelId,
                    $"the pass makes an empty tensor ('{Place.Shorten(tensor.Name)}', "
                        + $"{string.Join(" × ", tensor.Sizes)}); expected a larger input");
            }

            double bytes = tensor.Sizes.Aggregate(1.0, (product, size) => product * size)
                * Math.Max(8, TensorBits.PerElement(tensor.DataType)) / 8;
            if (tensor.IsKnown && tensor.Origin != TensorOrigin.Weights && bytes > most)
            {
                throw new ModelRunException(
                    _modelId,
                    $"the pass asks for a tensor of {string.Join(" × ", tensor.Sizes)} "
                        + $"('{Place.Shorten(tensor.Name)}'), {bytes / (1 << 20):0} MiB; "
                        + $"expected at most {most / (1 << 20):0} MiB for inputs of this size");
            }
        }

        const int MostKept = 64;
        if (_fitting.Count >= MostKept)
        {
            _fitting.Clear();
        }

        _fitting.Add(key);
    }

    private static void Drop(TensorProto? tensor)
    {
        if (tensor is not null && tensor.Dims.Aggregate(1L, (product, size) => product * size) > SmallValues.Most)
        {
            tensor.ClearRawData();
            tensor.FloatData.Clear();
            tensor.DoubleData.Clear();
            tensor.Int32Data.Clear();
            tensor.Int64Data.Clear();
            tensor.Uint64Data.Clear();
        }
    }
}
