using System.Collections.Immutable;

using BioZooCte.Models;

namespace BioZooCte.Features;

/// <summary>The rows of one case, from what was drawn to what was read.</summary>
internal sealed class CaseRows
{
    private readonly string _name;
    private readonly ImmutableArray<FeatureLayer> _layers;
    private readonly ImmutableArray<int> _channels;
    private readonly ImmutableArray<LayerPositions> _positions;
    private readonly CaseExtent _extent;
    private readonly List<(IReadOnlyList<SampledVoxel> Voxels, double[] Values)[]> _values = [];
    private readonly double[] _source;
    private readonly int _sourceColumns;

    /// <summary>Empty rows.</summary>
    /// <param name="name">The image's name.</param>
    /// <param name="extent">The case's lengths.</param>
    /// <param name="layers">The layers, deepest first.</param>
    /// <param name="positions">What was drawn for each.</param>
    /// <param name="sourceColumns">The model's own classes.</param>
    public CaseRows(
        string name,
        CaseExtent extent,
        ImmutableArray<FeatureLayer> layers,
        ImmutableArray<LayerPositions> positions,
        int sourceColumns)
    {
        _name = name;
        _layers = layers;
        _channels = [.. layers.Select(layer => layer.Sizes[layer.Axes.IndexOf(Tensors.AxisIds.Channel)])];
        _positions = positions;
        _extent = extent;
        _sourceColumns = sourceColumns;
        for (int layer = 0; layer < layers.Length; layer++)
        {
            IReadOnlyList<SampledVoxel>[] lists =
                [.. positions[layer].Classes.Values, positions[layer].Whole];
            _values.Add([.. lists.Select(voxels => (voxels, new double[voxels.Count * _channels[layer]]))]);
        }

        _source = new double[positions[^1].Whole.Count * sourceColumns];
    }

    /// <summary>All rows of features.</summary>
    public IEnumerable<FeatureRow> Features
    {
        get
        {
            for (int layer = 0; layer < _layers.Length; layer++)
            {
                int channels = _channels[layer];
                foreach ((IReadOnlyList<SampledVoxel> voxels, double[] values) in _values[layer])
                {
                    for (int i = 0; i < voxels.Count; i++)
                    {
                        yield return new FeatureRow(
                            layer, _extent.PositionOf(voxels[i].Pixel), values.AsMemory(i * channels, channels));
                    }
                }
            }
        }
    }

    /// <summary>All rows of the model's own probabilities.</summary>
    public IEnumerable<SourceRow> Source => _positions[^1].Whole.Select((voxel, i) => new SourceRow(
        _extent.PositionOf(voxel.Pixel), _source.AsMemory(i * _sourceColumns, _sourceColumns)));

    /// <summary>The case, all rows read.</summary>
    /// <param name="modelId">The model's identifier.</param>
    /// <param name="changesResult">Whether tiles change what is read.</param>
    /// <exception cref="ModelRunException">A feature is no number.</exception>
    public SampledCase ToCase(string modelId, bool changesResult)
    {
        ThrowIfNotFinite(modelId);
        return new SampledCase(
            [.. _layers.Select((_, layer) => ToFeatures(layer))],
            new FeatureSamples(_sourceColumns, _source),
            changesResult);
    }

    private CaseFeatures ToFeatures(int layer)
    {
        (IReadOnlyList<SampledVoxel> Voxels, double[] Values)[] values = _values[layer];
        return new CaseFeatures(
            _name,
            _positions[layer].Classes.Keys.Select((label, i) => (label, i)).ToImmutableSortedDictionary(
                c => c.label, c => new FeatureSamples(_channels[layer], values[c.i].Values)),
            new FeatureSamples(_channels[layer], values[^1].Values),
            [.. _positions[layer].Whole.Select(voxel => voxel.Class)]);
    }

    private void ThrowIfNotFinite(string modelId)
    {
        foreach (FeatureRow row in Features)
        {
            ReadOnlySpan<double> values = row.Values.Span;
            for (int channel = 0; channel < values.Length; channel++)
            {
                if (!double.IsFinite(values[channel]))
                {
                    throw new ModelRunException(
                        modelId,
                        $"{_name}: the features of layer '{_layers[row.Layer].Name}' are "
                            + $"{(double.IsNaN(values[channel]) ? "not a number (NaN)" : "infinite")} in channel "
                            + $"{channel} at {row.Position}; expected numbers");
                }
            }
        }
    }
}
