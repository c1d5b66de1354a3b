using System.Collections.Frozen;

using BioZooCte.Onnx.Graph.Proto;

namespace BioZooCte.Onnx.Graph.Splitting;

/// <summary>
/// Finds the layers whose features say most of a network, without knowing its architecture: the bottleneck, then on
/// the way from there to the output, which never gets coarser, the last activation of each resolution. These are the
/// stages of a decoder before their upsampling, and the last one before the output's head.
/// </summary>
internal sealed class DecoderStages
{
    private static readonly FrozenSet<string> WithWeights = FrozenSet.Create(
        StringComparer.Ordinal,
        "Conv", "ConvTranspose", "DeformConv", "FusedConv", "ConvInteger", "QLinearConv", "MatMul", "Gemm",
        "MatMulInteger", "QLinearMatMul", "FusedMatMul", "FusedGemm", "Einsum");

    private readonly GraphLinks _links;
    private readonly IReadOnlyDictionary<string, TensorGrid> _grids;
    private readonly HashSet<string> _outputs;
    private readonly Activations _activations;
    private readonly Gates _gates;

    /// <summary>A finder.</summary>
    /// <param name="links">The graph.</param>
    /// <param name="grids">How its tensors lie over the image, as far as they do.</param>
    /// <param name="activations">Which are activations.</param>
    public DecoderStages(
        GraphLinks links, IReadOnlyDictionary<string, TensorGrid> grids, Activations activations)
    {
        _links = links;
        _grids = grids;
        _activations = activations;
        _gates = new Gates(links);
        _outputs = [.. links.Graph.Output.Select(output => output.Name)];
    }

    /// <summary>The layers, coarsest first, each finer than the one before; none where nothing qualifies.</summary>
    /// <param name="bottleneck">The bottleneck; null for none.</param>
    public IReadOnlyList<string> Find(string? bottleneck)
    {
        HashSet<string> before = FindBeforeHead(passGates: false);
        string[] activations = [.. ActivationsIn(before)];
        if (activations.Length == 0)
        {
            activations = [.. ActivationsIn(before = FindBeforeHead(passGates: true))];
        }

        string? start = bottleneck is not null && before.Contains(bottleneck) ? bottleneck : Coarsest(activations);
        if (start is null)
        {
            return [.. activations.TakeLast(1)];
        }

        HashSet<string> above = FindWayUp(start);
        List<string> stages = [start];
        foreach (string tensor in activations.Where(above.Contains))
        {
            int same = stages.FindIndex(stage => _grids[stage].IsAsCoarseAs(_grids[tensor]));
            if (same < 0)
            {
                stages.Add(tensor);
            }
            else if (same > 0)
            {
                stages[same] = tensor;
            }
        }

        return [.. stages.OrderByDescending(stage => _grids[stage].Coarseness)];
    }

    /// <summary>The last activation of the smallest resolution below the input's; null where nothing is smaller.</summary>
    private string? Coarsest(string[] activations)
    {
        string[] smaller = [.. activations.Where(tensor => _grids[tensor].Downsampling > 1)];
        string? coarsest = smaller.MaxBy(tensor => _grids[tensor].Coarseness);
        return coarsest is null ? null : smaller.Last(tensor => _grids[tensor].IsAsCoarseAs(_grids[coarsest]));
    }

    private IEnumerable<string> ActivationsIn(HashSet<string> tensors) => _links.Graph.Node
        .Where((node, i) => _links.IsNeeded[i] && _activations.IsActivation(node) && !_gates.IsGate(node))
        .Select(node => node.Output[0])
        .Where(tensor => tensors.Contains(tensor) && _grids.ContainsKey(tensor) && !_outputs.Contains(tensor));

    /// <summary>
    /// The tensors from which the output is reached through weights: what comes after the last ones is its head, such
    /// as the sigmoid of a probability.
    /// </summary>
    /// <param name="passGates">Whether a way through a gate counts.</param>
    private HashSet<string> FindBeforeHead(bool passGates)
    {
        HashSet<string> head = [MainOutput()];
        HashSet<string> before = [];
        for (int i = _links.Graph.Node.Count - 1; i >= 0; i--)
        {
            NodeProto node = _links.Graph.Node[i];
            bool isBefore = node.Output.Any(before.Contains);
            bool isHead = node.Output.Any(head.Contains);
            if ((!isBefore && !isHead) || GraphLinks.GivesSizes(node) || (!passGates && _gates.IsGate(node)))
            {
                continue;
            }

            IEnumerable<string> inputs = node.Input.Where(input => input.Length > 0);
            if (isBefore || WithWeights.Contains(node.OpType))
            {
                before.UnionWith(inputs);
            }

            if (isHead && !WithWeights.Contains(node.OpType))
            {
                head.UnionWith(inputs);
            }
        }

        return before;
    }

    /// <summary>The output of the finest resolution, the first one of several; the first where none is a map.</summary>
    private string MainOutput()
    {
        string[] outputs = [.. _links.Graph.Output.Select(output => output.Name)];
        return outputs.Where(_grids.ContainsKey).MinBy(output => _grids[output].Coarseness) ?? outputs[0];
    }

    /// <summary>What is reached from a tensor without ever getting coarser.</summary>
    private HashSet<string> FindWayUp(string start)
    {
        // Tensors that are no maps, such as tokens, carry on the resolution that they were made from.
        Dictionary<string, TensorGrid> carried = new() { [start] = _grids[start] };
        for (int i = _links.MakerOf(start) + 1; i < _links.Graph.Node.Count; i++)
        {
            NodeProto node = _links.Graph.Node[i];
            TensorGrid? coarsest = node.Input.Where(carried.ContainsKey).Select(input => carried[input])
                .MaxBy(grid => grid.Coarseness);
            if (coarsest is null || !_links.IsNeeded[i] || GraphLinks.GivesSizes(node))
            {
                continue;
            }

            foreach (string output in node.Output.Where(output => output.Length > 0))
            {
                TensorGrid grid = _grids.GetValueOrDefault(output, coarsest);
                if (grid.Coarseness <= coarsest.Coarseness || grid.IsAsCoarseAs(coarsest))
                {
                    carried.TryAdd(output, grid);
                }
            }
        }

        return [.. carried.Keys];
    }
}
