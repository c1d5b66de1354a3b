using BioZooCte.Predictions;
using BioZooCte.Tensors;
using BioZooCte.Tiling;

namespace BioZooCte.Features;

/// <summary>The rows of a case that lie in one sample of it, by the tile that answers for them.</summary>
internal sealed class SampleRows
{
    private readonly ILookup<int, (int[] Position, FeatureRow Row)> _features;
    private readonly ILookup<int, (int[] Position, SourceRow Row)> _source;

    /// <summary>Sorts the rows of a sample.</summary>
    /// <param name="rows">The rows of the case.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="prepared">Its tiles.</param>
    /// <param name="source">Says in which tile a position of the output lies.</param>
    public SampleRows(CaseRows rows, InputSample sample, PreparedSample prepared, SourceReader source)
    {
        TileGrid grid = prepared.Plan.Grid;
        _features = rows.Features
            .Where(row => IsIn(sample, row.Position))
            .Select(row => (Position: PlaceOf(sample, row.Position), Row: row))
            .ToLookup(row => grid.OwnerOf(row.Position));
        _source = rows.Source
            .Where(row => IsIn(sample, row.Position))
            .Select(row => (Position: PlaceOf(sample, row.Position), Row: row))
            .ToLookup(row => source.OwnerOf(row.Position, grid));
    }

    /// <summary>Whether any of the model's own probabilities is read.</summary>
    public bool HasSource => _source.Count > 0;

    /// <summary>All rows of the model's own probabilities.</summary>
    public IEnumerable<(int[] Position, SourceRow Row)> AllSource => _source.SelectMany(rows => rows);

    /// <summary>The tiles that have rows, in order.</summary>
    /// <param name="withSource">Whether those of the model's own probabilities count.</param>
    public IEnumerable<int> Tiles(bool withSource) => _features.Select(rows => rows.Key)
        .Concat(withSource ? _source.Select(rows => rows.Key) : [])
        .Distinct()
        .Order();

    /// <summary>The rows of features of a tile.</summary>
    public IEnumerable<(int[] Position, FeatureRow Row)> FeaturesOf(int tile) => _features[tile];

    /// <summary>The rows of the model's own probabilities of a tile.</summary>
    public IEnumerable<(int[] Position, SourceRow Row)> SourceOf(int tile) => _source[tile];

    private static bool IsIn(InputSample sample, CasePosition position) =>
        (sample.Shape.Has(AxisIds.Time) || sample.Frame == position.Frame)
        && (sample.Shape.Has(AxisIds.Z) || sample.Slice == position.Slice);

    /// <summary>A voxel along the axes of the model's input.</summary>
    private static int[] PlaceOf(InputSample sample, CasePosition position) =>
    [
        .. sample.Shape.Select(axis => axis.Id switch
        {
            AxisIds.Time => position.Frame,
            AxisIds.Z => position.Slice,
            AxisIds.Y => position.Row,
            AxisIds.X => position.Column,
            _ => 0,
        }),
    ];
}
