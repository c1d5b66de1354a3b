using System.Collections.Immutable;

namespace BioZooCte.Tensors;

/// <summary>A box inside a tensor or an image: one range for each of its axes, in their order.</summary>
public sealed class TensorRegion
{
    private readonly ImmutableArray<AxisRange> _ranges;

    /// <summary>A region of a tensor of the given shape.</summary>
    /// <exception cref="ArgumentException">There is not one range for each axis.</exception>
    public TensorRegion(TensorShape whole, params IEnumerable<AxisRange> ranges)
    {
        ArgumentNullException.ThrowIfNull(whole);
        _ranges = [.. ranges];
        if (_ranges.Length != whole.Count)
        {
            throw new ArgumentException($"{whole.Count} axes and {_ranges.Length} ranges.", nameof(ranges));
        }

        Whole = whole;
        Shape = new TensorShape(whole.Select((axis, i) => axis with { Size = _ranges[i].Length }));
    }

    /// <summary>The shape of the tensor that this is a region of.</summary>
    public TensorShape Whole { get; }

    /// <summary>The region's own shape.</summary>
    public TensorShape Shape { get; }

    /// <summary>Whether the region lies inside the tensor as a whole.</summary>
    public bool IsInside
    {
        get
        {
            for (int i = 0; i < _ranges.Length; i++)
            {
                if (_ranges[i].Start < 0 || _ranges[i].End > Whole[i].Size)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>The range along an axis.</summary>
    public AxisRange this[int axis] => _ranges[axis];

    /// <summary>All of a tensor.</summary>
    public static TensorRegion All(TensorShape whole)
    {
        ArgumentNullException.ThrowIfNull(whole);
        return new TensorRegion(whole, whole.Select(a => new AxisRange(0, a.Size)));
    }

    /// <summary>The same region with another range along one axis.</summary>
    public TensorRegion With(string axisId, AxisRange range)
    {
        int index = Whole.IndexOf(axisId);
        return index < 0
            ? throw new ArgumentException($"There is no axis '{axisId}' among {Whole}.", nameof(axisId))
            : new TensorRegion(Whole, _ranges.SetItem(index, range));
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join(", ", _ranges.Select((r, i) => $"{Whole[i].Id} {r.Start}..{r.End}"));
}
