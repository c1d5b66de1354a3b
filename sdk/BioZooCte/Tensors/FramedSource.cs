namespace BioZooCte.Tensors;

/// <summary>
/// A tensor with a frame round it that mirrors what lies inside, the border's own elements included (numpy's
/// "symmetric").
/// </summary>
internal sealed class FramedSource : ITensorSource
{
    private readonly ITensorSource _inner;
    private readonly int[] _widths;

    /// <summary>A framed tensor.</summary>
    /// <param name="inner">What is framed.</param>
    /// <param name="widths">The frame's width along each axis.</param>
    public FramedSource(ITensorSource inner, params int[] widths)
    {
        _inner = inner;
        _widths = widths;
        Shape = new TensorShape(inner.Shape.Select((a, i) => a with { Size = a.Size + (2 * widths[i]) }));
    }

    /// <inheritdoc/>
    public TensorShape Shape { get; }

    /// <inheritdoc/>
    public ElementType ElementType => _inner.ElementType;

    /// <inheritdoc/>
    public async ValueTask<AxisTensor> ReadAsync(TensorRegion region, CancellationToken cancellationToken)
    {
        int[][] positions = new int[Shape.Count][];
        AxisRange[] ranges = new AxisRange[Shape.Count];
        for (int axis = 0; axis < ranges.Length; axis++)
        {
            int start = region[axis].Start - _widths[axis];
            positions[axis] =
                [.. Enumerable.Range(start, region[axis].Length).Select(p => Reflection.Symmetric(p, _inner.Shape[axis].Size))];
            int least = positions[axis].Min();
            ranges[axis] = new AxisRange(least, positions[axis].Max() - least + 1);
            positions[axis] = [.. positions[axis].Select(p => p - least)];
        }

        AxisTensor tensor = await _inner.ReadAsync(
            new TensorRegion(_inner.Shape, ranges), cancellationToken).ConfigureAwait(false);
        for (int axis = 0; axis < ranges.Length; axis++)
        {
            if (_widths[axis] > 0)
            {
                tensor = AxisGather.Gather(tensor, Shape[axis].Id, positions[axis]);
            }
        }

        return tensor;
    }
}
