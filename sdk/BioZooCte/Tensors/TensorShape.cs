using System.Collections;
using System.Collections.Immutable;

namespace BioZooCte.Tensors;

/// <summary>The named axes of a tensor with their lengths, slowest first (C order).</summary>
public sealed class TensorShape : IReadOnlyList<TensorAxis>, IEquatable<TensorShape>
{
    private readonly ImmutableArray<TensorAxis> _axes;

    /// <summary>A shape of these axes, slowest first.</summary>
    /// <exception cref="ArgumentException">An axis stands twice, or has a negative length.</exception>
    public TensorShape(params IEnumerable<TensorAxis> axes)
    {
        _axes = [.. axes];
        for (int i = 0; i < _axes.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(_axes[i].Size, nameof(axes));
            for (int j = 0; j < i; j++)
            {
                if (_axes[j].Id == _axes[i].Id)
                {
                    throw new ArgumentException($"The axis '{_axes[i].Id}' stands twice.", nameof(axes));
                }
            }
        }
    }

    /// <summary>The number of axes.</summary>
    public int Count => _axes.Length;

    /// <summary>The number of elements: the product of the lengths, 1 for no axis.</summary>
    public long ElementCount
    {
        get
        {
            long count = 1;
            foreach (TensorAxis axis in _axes)
            {
                count = checked(count * axis.Size);
            }

            return count;
        }
    }

    /// <summary>The axes as letters, such as <c>bcyx</c>.</summary>
    public string Letters => string.Concat(_axes.Select(a => AxisIds.ToLetter(a.Id)));

    /// <inheritdoc/>
    public TensorAxis this[int index] => _axes[index];

    /// <summary>A shape from letters and lengths: <c>Of("yx", 480, 640)</c>.</summary>
    public static TensorShape Of(string letters, params ReadOnlySpan<int> sizes)
    {
        ArgumentNullException.ThrowIfNull(letters);
        if (letters.Length != sizes.Length)
        {
            throw new ArgumentException($"{letters.Length} axes ('{letters}') and {sizes.Length} sizes.", nameof(sizes));
        }

        TensorAxis[] axes = new TensorAxis[letters.Length];
        for (int i = 0; i < axes.Length; i++)
        {
            axes[i] = new TensorAxis(AxisIds.FromLetter(letters[i]), sizes[i]);
        }

        return new TensorShape(axes);
    }

    /// <summary>The position of an axis, or −1 if there is none of that name.</summary>
    public int IndexOf(string id)
    {
        for (int i = 0; i < _axes.Length; i++)
        {
            if (_axes[i].Id == id)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether there is an axis of that name.</summary>
    public bool Has(string id) => IndexOf(id) >= 0;

    /// <summary>The length of an axis; <paramref name="absent"/> where there is none of that name.</summary>
    public int SizeOf(string id, int absent = 1)
    {
        int index = IndexOf(id);
        return index < 0 ? absent : _axes[index].Size;
    }

    /// <summary>The same axes, one with another length.</summary>
    public TensorShape WithSize(string id, int size) =>
        new(_axes.Select(a => a.Id == id ? a with { Size = size } : a));

    /// <summary>How many elements apart two neighbours along each axis stand (C order).</summary>
    public long[] Strides()
    {
        long[] strides = new long[_axes.Length];
        long stride = 1;
        for (int i = _axes.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= _axes[i].Size;
        }

        return strides;
    }

    /// <inheritdoc/>
    public bool Equals(TensorShape? other) => other is not null && _axes.AsSpan().SequenceEqual(other._axes.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TensorShape);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (TensorAxis axis in _axes)
        {
            hash.Add(axis);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<TensorAxis> GetEnumerator() => ((IEnumerable<TensorAxis>)_axes).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The axes with their lengths, such as <c>y 480, x 640</c>.</summary>
    public override string ToString() => string.Join(", ", _axes.Select(a => $"{a.Id} {a.Size}"));
}
