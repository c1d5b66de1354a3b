namespace BioZooCte.Tensors;

/// <summary>
/// Memory for tensors that are made again and again, one set after another: those of a set are valid until
/// <see cref="Reset"/>, then the next set takes their places. New memory for each tile costs more than the work on
/// it, because the system hands it out page by page. For one thread at a time.
/// </summary>
internal sealed class TensorArena
{
    private readonly List<byte[]> _blocks = [];
    private int _next;

    /// <summary>A tensor whose elements are whatever the memory held, valid until <see cref="Reset"/>.</summary>
    public AxisTensor Take(TensorShape shape, ElementType elementType)
    {
        if (_next == _blocks.Count)
        {
            _blocks.Add([]);
        }

        AxisTensor tensor = AxisTensor.OverMemory(shape, elementType, _blocks[_next]);
        _blocks[_next++] = tensor.Block;
        return tensor;
    }

    /// <summary>Ends the life of all tensors that were taken.</summary>
    public void Reset() => _next = 0;
}
