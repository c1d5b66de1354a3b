namespace BioZooCte.Features;

/// <summary>Keeps the voxels with the smallest keys of any number that it is shown, in whatever order.</summary>
/// <param name="capacity">How many are kept.</param>
internal sealed class SmallestKeys(int capacity)
{
    private static readonly Comparer<ulong> GreatestFirst = Comparer<ulong>.Create((a, b) => b.CompareTo(a));

    private readonly PriorityQueue<SampledVoxel, ulong> _kept = new(GreatestFirst);
    private ulong _greatest = ulong.MaxValue;

    /// <summary>Shows a voxel.</summary>
    public void Add(ulong key, SampledVoxel voxel)
    {
        if (_kept.Count < capacity)
        {
            _kept.Enqueue(voxel, key);
        }
        else if (key < _greatest)
        {
            _kept.EnqueueDequeue(voxel, key);
        }
        else
        {
            return;
        }

        if (_kept.Count == capacity)
        {
            _kept.TryPeek(out _, out _greatest);
        }
    }

    /// <summary>The voxels with the smallest keys, in C order of the case.</summary>
    public IReadOnlyList<SampledVoxel> Take(int count) =>
    [
        .. _kept.UnorderedItems.OrderBy(item => item.Priority).Take(count).Select(item => item.Element)
            .OrderBy(voxel => voxel.Pixel),
    ];
}
