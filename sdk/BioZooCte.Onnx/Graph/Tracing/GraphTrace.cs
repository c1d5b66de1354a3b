using BioZooCte.Onnx.Graph.Proto;
using BioZooCte.Onnx.Graph.Tracing.Rules;

namespace BioZooCte.Onnx.Graph.Tracing;

/// <summary>
/// A graph followed from its inputs to its outputs at given sizes, without computing on an image: the sizes of all
/// tensors, what the nodes compute from sizes, and how each tensor's dimensions lie over the first input's.
/// </summary>
internal sealed class GraphTrace
{
    private readonly Dictionary<string, TracedTensor> _byName = [];
    private readonly List<TracedTensor> _tensors = [];
    private readonly List<string> _overSpace = [];
    private readonly List<string> _fixed = [];

    private GraphTrace(int version, uint space)
    {
        Version = version;
        Space = space;
    }

    /// <summary>The version of the standard operators.</summary>
    public int Version { get; }

    /// <summary>A bit for each dimension of the first input that is space or time.</summary>
    public uint Space { get; }

    /// <summary>All tensors, in the order in which they are made.</summary>
    public IReadOnlyList<TracedTensor> Tensors => _tensors;

    /// <summary>The graph's outputs.</summary>
    public IReadOnlyList<TracedTensor> Outputs { get; private set; } = [];

    /// <summary>Operators whose result at one position depends on all of them.</summary>
    public IReadOnlyList<string> OperatorsOverSpace => _overSpace;

    /// <summary>What keeps sizes from being opened.</summary>
    public IReadOnlyList<string> WhatFixesSizes => _fixed;

    /// <summary>The first node that cannot work at these sizes, and what it would need; null for none.</summary>
    public string? WhatDoesNotFit { get; private set; }

    /// <summary>Follows a graph.</summary>
    /// <param name="model">The model, checked.</param>
    /// <param name="inputSizes">The sizes of the graph's inputs by name; the first input's first.</param>
    /// <param name="space">A bit for each dimension of the first input that is space or time.</param>
    public static GraphTrace Follow(
        ModelProto model, IReadOnlyList<KeyValuePair<string, long[]>> inputSizes, uint space)
    {
        int version = (int)(model.OpsetImport.FirstOrDefault(set => set.Domain is "" or "ai.onnx")?.Version ?? 1);
        GraphTrace trace = new(version, space);
        foreach (TensorProto tensor in model.Graph.Initializer)
        {
            trace.Add(ConstantTensors.Read(tensor));
        }

        foreach ((string name, long[] sizes) in inputSizes)
        {
            trace.AddInput(name, sizes, inputSizes[0].Value.Length, model.Graph);
        }

        foreach (NodeProto node in model.Graph.Node)
        {
            trace.Follow(node);
        }

        trace.Outputs = [.. model.Graph.Output.Select(output => trace.Find(output.Name))];
        return trace;
    }

    /// <summary>Notes an operator over all positions.</summary>
    public void NoteOverSpace(string what)
    {
        if (!_overSpace.Contains(what))
        {
            _overSpace.Add(what);
        }
    }

    /// <summary>Notes what keeps sizes from being opened.</summary>
    public void NoteFixed(string what) => _fixed.Add(what);

    /// <summary>Notes a node that cannot work.</summary>
    public void NoteMisfit(string what) => WhatDoesNotFit ??= what;

    private void Add(TracedTensor tensor)
    {
        _byName[tensor.Name] = tensor;
        _tensors.Add(tensor);
    }

    private TracedTensor Find(string name) =>
        _byName.TryGetValue(name, out TracedTensor? tensor) ? tensor : TracedTensor.Unknown(name);

    private void AddInput(string name, long[] sizes, int firstRank, GraphProto graph)
    {
        int dataType = graph.Input.FirstOrDefault(input => input.Name == name)?.Type?.TensorType?.ElemType ?? 0;
        TracedTensor tensor = new(name, sizes, dataType) { Origin = TensorOrigin.Image };
        for (int i = 0; i < sizes.Length && sizes.Length == firstRank; i++)
        {
            // A second input that lies over the first: a mask, another modality.
            tensor.Dimensions[i] = DimensionTrace.OfInput(i);
        }

        Add(tensor);
    }

    private void Follow(NodeProto node)
    {
        TracedTensor?[] inputs = [.. node.Input.Select(input => input.Length == 0 ? null : Find(input))];
        NodeTrace trace = new(this, node, inputs);
        ResizeRules.CheckParameters(trace);
        bool isFollowed = inputs.All(input => input?.IsKnown != false)
            && OperatorRules.Find(node) is Action<NodeTrace> rule
            && TryApply(rule, trace);
        TensorOrigin origin = inputs.Max(input => input?.Origin) ?? TensorOrigin.Weights;
        uint unbounded = inputs.Aggregate(0u, (all, input) => all | (input?.Unbounded ?? 0));
        if (!isFollowed && origin == TensorOrigin.Image)
        {
            NoteFixed($"{Place.Of(node)} is not known to allow it");
        }

        for (int i = 0; i < node.Output.Count; i++)
        {
            if (node.Output[i].Length > 0)
            {
                TracedTensor output = (isFollowed ? trace.Outputs[i] : null) ?? TracedTensor.Unknown(node.Output[i]);
                bool isOfSizes = SizeRules.GivesSizes(node) && origin == TensorOrigin.Image;
                output.Origin = isOfSizes ? TensorOrigin.Sizes : origin;
                output.Unbounded |= output.Origin == TensorOrigin.Image ? unbounded : 0;
                Add(output);
            }
        }
    }

    private static bool TryApply(Action<NodeTrace> rule, NodeTrace trace)
    {
        try
        {
            rule(trace);
            ValueRules.Evaluate(trace);
            return true;
        }
        catch (Exception e) when (e is UntraceableException or ArgumentException or OverflowException
            or IndexOutOfRangeException or DivideByZeroException)
        {
            // A damaged or unusual node may state anything; what cannot be followed is simply not known.
            return false;
        }
    }
}
