using System.Collections.Immutable;

using BioZooCte.Models;
using BioZooCte.Onnx.Graph.Proto;
using BioZooCte.Tensors;

namespace BioZooCte.Onnx.Graph.Splitting;

/// <summary>Finds where a network can be cut, from the sizes that its tensors were measured to have.</summary>
internal sealed class LayerFinder
{
    private readonly LayerProbe _probe;
    private readonly ImagePlace _image;
    private readonly Activations _activations;
    private readonly Dictionary<string, TensorGrid> _grids = [];
    private readonly List<(string Tensor, NodeProto Node)> _candidates = [];

    /// <summary>A finder for a network that was run.</summary>
    /// <param name="probe">The run.</param>
    /// <param name="image">Its first input.</param>
    public LayerFinder(LayerProbe probe, ImagePlace image)
    {
        _probe = probe;
        _image = image;
        _activations = new Activations(probe.Links);
        foreach ((string tensor, long[] sizes) in probe.Sizes)
        {
            if (TensorGrid.Find(sizes, probe.TraceOf(tensor), image) is TensorGrid grid)
            {
                _grids.Add(tensor, grid);
            }
        }

        HashSet<string> outputs = [.. probe.Links.Graph.Output.Select(output => output.Name)];
        _candidates.AddRange(probe.Links.Graph.Node
            .SelectMany(node => node.Output.Select(tensor => (tensor, node)))
            .Where(c => _grids.ContainsKey(c.tensor) && !outputs.Contains(c.tensor) && HoldsFeatures(c.tensor)));
        Bottleneck = FindBottleneck();
        Stages = new DecoderStages(probe.Links, _grids, _activations).Find(Bottleneck);
    }

    /// <summary>The bottleneck; null for none.</summary>
    public string? Bottleneck { get; }

    /// <summary>The layers whose features are read when none are named, coarsest first.</summary>
    public IReadOnlyList<string> Stages { get; }

    /// <summary>Why there is no bottleneck.</summary>
    public string ReasonWithoutBottleneck => _candidates.All(c => _grids[c.Tensor].Downsampling <= 1)
        ? "its network has no bottleneck: nothing in it is smaller than the input along y and x; expected one that "
            + "shrinks its input. Perturb the input instead"
        : "its network has no bottleneck: at its smallest resolution several tensors go side by side past every "
            + "cut. Name a tensor to cut at, or perturb the input instead";

    /// <summary>
    /// The activations below full resolution beside which no other tensor of their resolution goes past the cut, in
    /// the order in which they are made; the bottleneck and what features are read of in any case.
    /// </summary>
    public IReadOnlyList<FeatureLayer> FindLayers() =>
    [
        .. _candidates
            .Where(c => c.Tensor == Bottleneck || Stages.Contains(c.Tensor)
                || (_grids[c.Tensor].Downsampling > 1 && _activations.IsActivation(c.Node) && IsAlone(c.Tensor)))
            .Select(c => Describe(c.Tensor)!),
    ];

    /// <summary>A tensor as a layer; null where it is no grid of features over the image.</summary>
    public FeatureLayer? Describe(string tensor)
    {
        if (!_probe.Sizes.TryGetValue(tensor, out long[]? sizes) || _probe.Links.MakerOf(tensor) is not (int maker and >= 0))
        {
            return null;
        }

        return _grids.TryGetValue(tensor, out TensorGrid? grid)
            ? new FeatureLayer(tensor, _probe.Links.Graph.Node[maker].OpType, grid.Axes)
            {
                Sizes = [.. sizes.Select(size => (int)size)],
                InputSizes = [.. _image.Sizes.Select(size => (int)size)],
                Downsampling = grid.Downsampling,
                DepthDownsampling = grid.DepthDownsampling,
                IsBottleneck = tensor == Bottleneck,
                IsStage = Stages.Contains(tensor),
            }
            : null;
    }

    /// <summary>The names of the tensors that somebody could mean.</summary>
    public IEnumerable<string> Names => _candidates.Select(c => c.Tensor);

    /// <summary>Whether a tensor's elements are of floating point, or nothing tells: others cannot be perturbed.</summary>
    public bool HoldsFeatures(string tensor) => _probe.DataTypeOf(tensor)?.IsFloatingPoint() ?? true;

    private string? FindBottleneck()
    {
        double coarsest = _candidates.Select(c => _grids[c.Tensor]).Where(g => g.Downsampling > 1)
            .Select(grid => grid.Coarseness).DefaultIfEmpty(0).Max();
        (string Tensor, NodeProto Node)[] smallest =
        [
            .. _candidates.Where(c => _grids[c.Tensor] is { Downsampling: > 1 } grid
                && grid.IsAsCoarseAs(grid with { Coarseness = coarsest })
                && IsAlone(c.Tensor)),
        ];
        return smallest.LastOrDefault(c => _activations.IsActivation(c.Node)).Tensor ?? smallest.LastOrDefault().Tensor;
    }

    /// <summary>
    /// Whether no other tensor of a tensor's resolution goes from what it depends on to the rest, its size alone aside.
    /// </summary>
    private bool IsAlone(string tensor)
    {
        GraphLinks links = _probe.Links;
        bool[] before = links.FindAncestors(tensor);
        bool IsAfter(int node) => !before[node] && !GraphLinks.GivesSizes(links.Graph.Node[node]);
        return links.UsersOf(tensor).Any(IsAfter) && !links.Graph.Node
            .Where((_, i) => before[i])
            .SelectMany(node => node.Output)
            .Any(other => other != tensor && _grids.TryGetValue(other, out TensorGrid? grid)
                && grid.IsAsCoarseAs(_grids[tensor]) && links.UsersOf(other).Any(IsAfter));
    }
}
