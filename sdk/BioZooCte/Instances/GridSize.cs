using BioZooCte.Tensors;

namespace BioZooCte.Instances;

/// <summary>The lengths of a plane or a volume of pixels in C order: z, y, x; a plane has depth 1.</summary>
internal readonly record struct GridSize
{
    /// <summary>The lengths along z, y and x.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A length is negative, or there are more pixels than an array holds.
    /// </exception>
    public GridSize(int depth, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(depth);
        ArgumentOutOfRangeException.ThrowIfNegative(height);
        ArgumentOutOfRangeException.ThrowIfNegative(width);
        Int128 pixels = (Int128)depth * height * width;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pixels, Array.MaxLength);
        Depth = depth;
        Height = height;
        Width = width;
    }

    /// <summary>The length along z.</summary>
    public int Depth { get; }

    /// <summary>The length along y.</summary>
    public int Height { get; }

    /// <summary>The length along x.</summary>
    public int Width { get; }

    /// <summary>The number of pixels.</summary>
    public int Pixels => Depth * Height * Width;

    /// <summary>The number of rows: a row is the pixels along x at one place of z and y.</summary>
    public int Rows => Depth * Height;

    /// <summary>The lengths of a shape whose axes are some of z, y and x, in this order.</summary>
    /// <exception cref="ArgumentException">
    /// It has another axis that is longer than 1, or another order.
    /// </exception>
    public static GridSize Of(TensorShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        string letters = string.Concat(shape.Where(a => a.Size != 1).Select(a => AxisIds.ToLetter(a.Id)));
        return letters is "" or "x" or "y" or "z" or "yx" or "zx" or "zy" or "zyx"
            ? new GridSize(shape.SizeOf(AxisIds.Z), shape.SizeOf(AxisIds.Y), shape.SizeOf(AxisIds.X))
            : throw new ArgumentException(
                $"The axes are {shape}; expected z, y, x or some of them.", nameof(shape));
    }
}
