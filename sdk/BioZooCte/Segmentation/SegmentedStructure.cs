namespace BioZooCte.Segmentation;

/// <summary>A structure that a model segments, and what says so.</summary>
/// <param name="Name">One of <see cref="KnownStructures.Names"/>.</param>
/// <param name="Place">Where it is said: <c>channel</c>, <c>tag</c>, <c>name</c> or <c>description</c>.</param>
/// <param name="Words">The words that say it.</param>
public sealed record SegmentedStructure(string Name, string Place, string Words)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Place} '{Words}')";
}
