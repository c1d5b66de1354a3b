using System.Collections.Immutable;

using BioZooCte.Numerics;

namespace BioZooCte.Features;

/// <summary>
/// Draws the positions at which the layers of a network are read, in one pass over a case's labels, in any order, with
/// memory for what is kept alone. A voxel's key is a function of (seed, image, layer, class, voxel), and the smallest
/// keys are drawn; layers are counted from the last one, so models of different depth are read at the same positions
/// there.
/// </summary>
internal sealed class PositionSampler
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    /// <summary>Stands for all classes together.</summary>
    private const int WholeCase = -1;

    private readonly FeatureSamplingOptions _options;
    private readonly ulong _key;
    private readonly int _layers;
    private readonly (ulong Key, SmallestKeys Kept)[] _whole;
    private readonly SortedDictionary<int, ClassDraw> _classes = [];
    private ClassDraw? _last;

    /// <summary>A sampler of one case.</summary>
    /// <param name="options">How many positions are drawn.</param>
    /// <param name="seed">The user's seed.</param>
    /// <param name="imageName">The image's file name without folders, or its name in a stream.</param>
    /// <param name="layers">The number of layers.</param>
    public PositionSampler(FeatureSamplingOptions options, ulong seed, string imageName, int layers)
    {
        _options = options;
        _layers = layers;
        _key = PositionKey.Of(seed, "features", imageName);
        _whole = DrawsOf(WholeCase, options.CaseCapAt);
    }

    /// <summary>The number of classes that were seen.</summary>
    public int ClassCount => _classes.Count;

    /// <summary>Shows a voxel.</summary>
    /// <param name="label">Its class, from 0.</param>
    /// <param name="pixel">Its number in the case.</param>
    public void Add(int label, long pixel)
    {
        if (_last is null || _last.Class != label)
        {
            if (!_classes.TryGetValue(label, out _last))
            {
                _last = new ClassDraw(label, DrawsOf(label, _options.ClassCapAt));
                _classes.Add(label, _last);
            }
        }

        _last.Voxels++;
        SampledVoxel voxel = new(pixel, label);
        for (int depth = 0; depth < _layers; depth++)
        {
            Add(_whole[depth], voxel);
            Add(_last.Layers[depth], voxel);
        }
    }

    /// <summary>The positions of each layer, deepest first.</summary>
    public ImmutableArray<LayerPositions> Draw() =>
    [
        .. Enumerable.Range(0, _layers).Reverse().Select(depth => new LayerPositions(
            _classes.ToImmutableSortedDictionary(
                c => c.Key,
                c => c.Value.Layers[depth].Kept.Take(_options.CountOf(depth, c.Value.Voxels))),
            _whole[depth].Kept.Take(_options.CaseCapAt(depth)))),
    ];

    private static void Add((ulong Key, SmallestKeys Kept) draw, SampledVoxel voxel) =>
        draw.Kept.Add(new SplitMix64(unchecked(draw.Key + ((ulong)voxel.Pixel * Step))).Next(), voxel);

    private (ulong Key, SmallestKeys Kept)[] DrawsOf(int label, Func<int, int> capAt) =>
    [
        .. Enumerable.Range(0, _layers).Select(
            depth => (SplitMix64.Of(_key, depth, label).Next(), new SmallestKeys(capAt(depth)))),
    ];

    private sealed class ClassDraw(int label, (ulong Key, SmallestKeys Kept)[] layers)
    {
        public int Class => label;

        public (ulong Key, SmallestKeys Kept)[] Layers => layers;

        public long Voxels { get; set; }
    }
}
