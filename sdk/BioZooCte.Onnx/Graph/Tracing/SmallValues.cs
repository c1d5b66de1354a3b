namespace BioZooCte.Onnx.Graph.Tracing;

/// <summary>The elements of a small tensor that take part in computing sizes, in C order.</summary>
/// <param name="Items">The values; whole numbers up to 2^53 are exact.</param>
/// <param name="Follows">Whether each follows the sizes of the image, so that it changes when they do.</param>
/// <param name="Sources">The dimension whose length each is, if it is one.</param>
internal sealed record SmallValues(double[] Items, bool[] Follows, DimensionTrace[] Sources)
{
    /// <summary>More elements than any shape, scale or padding has.</summary>
    public const int Most = 1024;

    /// <summary>Values that stand in the weights.</summary>
    public static SmallValues Constant(double[] items) =>
        new(items, new bool[items.Length], [.. items.Select(_ => DimensionTrace.None)]);

    /// <summary>The number of elements.</summary>
    public int Count => Items.Length;

    /// <summary>An element as a whole number; what is beyond, such as "to the end", becomes the greatest.</summary>
    public long this[int index] => (long)Items[index];

    /// <summary>All elements as whole numbers.</summary>
    public long[] ToLongs() => [.. Items.Select(item => (long)item)];

    /// <summary>Chosen elements, in that order.</summary>
    public SmallValues Take(IReadOnlyList<int> indices) =>
        new(
            [.. indices.Select(i => Items[i])],
            [.. indices.Select(i => Follows[i])],
            [.. indices.Select(i => Sources[i])]);
}
