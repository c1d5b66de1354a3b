using BioZooCte.Onnx.Graph.Proto;
using BioZooCte.Onnx.Graph.Tracing;

namespace BioZooCte.Onnx.Graph.Splitting;

/// <summary>
/// A graph cut at a tensor. The decoder is what depends on the tensor, and what it needs of sizes and weights; the
/// encoder is the rest, so that nothing that the tensor does not change is computed twice.
/// </summary>
internal sealed class GraphCut
{
    private readonly GraphLinks _links;
    private readonly bool[] _depends;
    private readonly bool[] _isDecoder;
    private readonly List<string> _crossing = [];

    private GraphCut(GraphLinks links, string tensor)
    {
        _links = links;
        Tensor = tensor;
        _depends = links.FindDescendants(tensor);
        _isDecoder = [.. _depends];
        Collect();
        Early = [.. links.Graph.Output.Select(output => output.Name).Where(IsEarly)];
    }

    /// <summary>The tensor at the cut.</summary>
    public string Tensor { get; }

    /// <summary>The other tensors that go past the cut, in the order in which the decoder uses them.</summary>
    public IReadOnlyList<string> Crossing => _crossing;

    /// <summary>Outputs of the graph that do not depend on the tensor.</summary>
    public IReadOnlyList<string> Early { get; }

    /// <summary>Whether anything depends on the tensor.</summary>
    public bool IsFollowed => _depends.Contains(true);

    /// <summary>Cuts a graph.</summary>
    public static GraphCut At(GraphLinks links, string tensor) => new(links, tensor);

    /// <summary>The nodes of the decoder, in order.</summary>
    public IReadOnlyList<NodeProto> DecoderNodes() =>
        [.. _links.Graph.Node.Where((_, i) => _isDecoder[i])];

    /// <summary>The nodes of the encoder, in order: those that its own outputs need.</summary>
    public IReadOnlyList<NodeProto> EncoderNodes()
    {
        bool[] isEncoder = _links.FindNodesFor([Tensor, .. _crossing, .. Early]);
        return [.. _links.Graph.Node.Where((_, i) => isEncoder[i])];
    }

    /// <summary>
    /// The first crossing tensor of values out of which the decoder makes a size, with the node that takes it; null
    /// for none. Such a size belongs to the encoder's batch, and nothing in the decoder can make it again.
    /// </summary>
    public (string Tensor, NodeProto User)? FindSizeFromValues()
    {
        HashSet<string> crossing = [.. _crossing];
        for (int i = 0; i < _isDecoder.Length; i++)
        {
            NodeProto node = _links.Graph.Node[i];
            if (_isDecoder[i])
            {
                foreach (string size in SizeParameters.Of(node))
                {
                    if (FindCrossing(size, crossing) is string tensor)
                    {
                        return (tensor, node);
                    }
                }
            }
        }

        return null;
    }

    private string? FindCrossing(string size, HashSet<string> crossing)
    {
        Stack<string> open = new([size]);
        HashSet<string> seen = [];
        while (open.TryPop(out string? tensor))
        {
            if (crossing.Contains(tensor))
            {
                return tensor;
            }

            int maker = _links.MakerOf(tensor);
            if (maker >= 0 && _isDecoder[maker] && seen.Add(tensor) && !GraphLinks.GivesSizes(_links.Graph.Node[maker]))
            {
                foreach (string input in _links.Graph.Node[maker].Input.Where(input => input.Length > 0))
                {
                    open.Push(input);
                }
            }
        }

        return null;
    }

    private void Collect()
    {
        HashSet<string> seen = [Tensor];
        Queue<int> open = new(Enumerable.Range(0, _isDecoder.Length).Where(i => _isDecoder[i]));
        while (open.TryDequeue(out int node))
        {
            foreach (string input in _links.Graph.Node[node].Input.Where(input => input.Length > 0 && seen.Add(input)))
            {
                int maker = _links.MakerOf(input);
                if (maker >= 0 && _isDecoder[maker])
                {
                    continue;
                }

                if (_links.OriginOf(input) == TensorOrigin.Image)
                {
                    _crossing.Add(input);
                }
                else if (maker >= 0)
                {
                    _isDecoder[maker] = true;
                    open.Enqueue(maker);
                }
            }
        }
    }

    private bool IsEarly(string output) =>
        output != Tensor && (_links.MakerOf(output) is int maker && (maker < 0 || !_depends[maker]));
}
