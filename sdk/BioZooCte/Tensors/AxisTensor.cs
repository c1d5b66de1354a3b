using System.Runtime.InteropServices;

namespace BioZooCte.Tensors;

/// <summary>
/// A dense array over named axes, in C order, of any <see cref="Tensors.ElementType"/>. It owns managed memory;
/// spans of it die with it.
/// </summary>
public sealed class AxisTensor
{
    private readonly byte[] _bytes;
    private readonly int _byteCount;

    /// <summary>A tensor of zeros.</summary>
    /// <exception cref="ArgumentException">It would take more than 2 GiB.</exception>
    public AxisTensor(TensorShape shape, ElementType elementType)
        : this(shape, elementType, Allocate(shape, elementType, uninitialized: false))
    {
    }

    private AxisTensor(TensorShape shape, ElementType elementType, byte[] bytes)
    {
        Shape = shape;
        ElementType = elementType;
        _bytes = bytes;
        _byteCount = checked((int)(shape.ElementCount * elementType.SizeOf()));
        if (bytes.Length < _byteCount)
        {
            throw new ArgumentException($"{bytes.Length} bytes for {_byteCount} ({shape}, {elementType.Name()}).");
        }
    }

    /// <summary>The axes and their lengths.</summary>
    public TensorShape Shape { get; }

    /// <summary>The type of the elements.</summary>
    public ElementType ElementType { get; }

    /// <summary>The number of elements.</summary>
    public int Count => _byteCount / ElementType.SizeOf();

    /// <summary>The elements as little-endian bytes in C order.</summary>
    public Span<byte> Bytes => _bytes.AsSpan(0, _byteCount);

    /// <summary>The memory behind <see cref="Bytes"/>, for code that has to pin it.</summary>
    public Memory<byte> Memory => _bytes.AsMemory(0, _byteCount);

    /// <summary>All of the memory that the tensor stands in.</summary>
    internal byte[] Block => _bytes;

    /// <summary>A tensor whose elements are whatever the memory held: for one that is filled at once.</summary>
    public static AxisTensor Uninitialized(TensorShape shape, ElementType elementType)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return new AxisTensor(shape, elementType, Allocate(shape, elementType, uninitialized: true));
    }

    /// <summary>The same in an arena's memory, where there is one.</summary>
    internal static AxisTensor Uninitialized(TensorShape shape, ElementType elementType, TensorArena? arena) =>
        arena?.Take(shape, elementType) ?? Uninitialized(shape, elementType);

    /// <summary>The same over memory that was used before; over new memory where that is too small.</summary>
    internal static AxisTensor OverMemory(TensorShape shape, ElementType elementType, byte[] block) =>
        shape.ElementCount * elementType.SizeOf() <= block.Length
            ? new AxisTensor(shape, elementType, block)
            : Uninitialized(shape, elementType);

    /// <summary>A tensor with a copy of the given elements.</summary>
    public static AxisTensor FromArray<T>(TensorShape shape, params ReadOnlySpan<T> elements)
        where T : unmanaged
    {
        AxisTensor tensor = Uninitialized(shape, ElementTypes.Of<T>());
        if (elements.Length != tensor.Count)
        {
            throw new ArgumentException($"{elements.Length} elements for {shape}.", nameof(elements));
        }

        elements.CopyTo(tensor.AsSpan<T>());
        return tensor;
    }

    /// <summary>The elements.</summary>
    /// <exception cref="InvalidOperationException">The tensor's elements are of another type.</exception>
    public Span<T> AsSpan<T>()
        where T : unmanaged
    {
        return ElementTypes.Of<T>() == ElementType
            ? MemoryMarshal.Cast<byte, T>(Bytes)
            : throw new InvalidOperationException(
                $"The tensor holds {ElementType.Name()}, not {ElementTypes.Of<T>().Name()}.");
    }

    /// <summary>The same elements under other axes; the memory is shared.</summary>
    /// <exception cref="ArgumentException">The shape has another number of elements.</exception>
    public AxisTensor Reshaped(TensorShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return shape.ElementCount == Shape.ElementCount
            ? new AxisTensor(shape, ElementType, _bytes)
            : throw new ArgumentException($"{shape} has {shape.ElementCount} elements, not {Count}.", nameof(shape));
    }

    private static byte[] Allocate(TensorShape shape, ElementType elementType, bool uninitialized)
    {
        ArgumentNullException.ThrowIfNull(shape);
        long bytes = checked(shape.ElementCount * elementType.SizeOf());
        if (bytes > Array.MaxLength)
        {
            throw new ArgumentException($"{shape} of {elementType.Name()} takes {bytes} bytes: more than a tensor holds.");
        }

        return uninitialized ? GC.AllocateUninitializedArray<byte>((int)bytes) : new byte[bytes];
    }
}
