using System.Runtime.InteropServices;

namespace BioZooCte.Instances;

/// <summary>
/// How many pixels of a whole image lie in each instance of two label images, and in both together; a background pixel
/// is an instance of its own.
/// </summary>
internal sealed class InstanceSizes
{
    private readonly Dictionary<int, long> _first = [];
    private readonly Dictionary<int, long> _second = [];
    private readonly Dictionary<(int First, int Second), long> _both = [];

    private InstanceSizes()
    {
    }

    /// <summary>The sizes over all parts of an image.</summary>
    /// <param name="parts">The overlaps of each part.</param>
    public static InstanceSizes Of(IEnumerable<IEnumerable<LabelOverlap>> parts)
    {
        InstanceSizes sizes = new();
        foreach (LabelOverlap overlap in parts.SelectMany(part => part))
        {
            Add(sizes._first, overlap.First, overlap.Pixels);
            Add(sizes._second, overlap.Second, overlap.Pixels);
            Add(sizes._both, (overlap.First, overlap.Second), overlap.Pixels);
        }

        return sizes;
    }

    /// <summary>
    /// For a pixel with these labels: how many pixels lie in both of its instances, in the first's, in the second's.
    /// </summary>
    public (long Both, long First, long Second) Around(LabelOverlap overlap) => (
        overlap is { First: > 0, Second: > 0 } ? _both[(overlap.First, overlap.Second)] : 1,
        overlap.First > 0 ? _first[overlap.First] : 1,
        overlap.Second > 0 ? _second[overlap.Second] : 1);

    private static void Add<T>(Dictionary<T, long> sizes, T key, long pixels)
        where T : notnull => CollectionsMarshal.GetValueRefOrAddDefault(sizes, key, out _) += pixels;
}
