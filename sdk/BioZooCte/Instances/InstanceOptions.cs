namespace BioZooCte.Instances;

/// <summary>The rule by which probabilities become instances.</summary>
public sealed record InstanceOptions
{
    /// <summary>The way from probabilities to labels.</summary>
    /// <value><see cref="InstanceMethod.Watershed"/>.</value>
    public InstanceMethod Method { get; init; } = InstanceMethod.Watershed;

    /// <summary>What a foreground pixel's probability is above, strictly.</summary>
    /// <value>0.5.</value>
    /// <exception cref="ArgumentOutOfRangeException">Set beyond 0 and 1, or to NaN.</exception>
    public float ForegroundThreshold
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw Outside(value, nameof(ForegroundThreshold));
    } = 0.5f;

    /// <summary>What a boundary pixel's probability is above, strictly.</summary>
    /// <value>0.5.</value>
    /// <exception cref="ArgumentOutOfRangeException">Set beyond 0 and 1, or to NaN.</exception>
    public float BoundaryThreshold
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw Outside(value, nameof(BoundaryThreshold));
    } = 0.5f;

    /// <summary>The fewest pixels of an instance; smaller ones are dropped.</summary>
    /// <value>16.</value>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0.</exception>
    public int MinSize
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 16;

    /// <summary>Whether background that one instance encloses becomes part of it.</summary>
    /// <value>False.</value>
    public bool FillHoles { get; init; }

    /// <summary>Which pixels hang together.</summary>
    /// <value><see cref="PixelNeighbours.Faces"/>: 4 in a plane, 6 in a volume.</value>
    internal PixelNeighbours Neighbours { get; init; } = PixelNeighbours.Faces;

    /// <summary>
    /// How far a peak of the distance map has to stand above its way to a higher one to be an object, in
    /// pixels.
    /// </summary>
    /// <value>1.</value>
    /// <exception cref="ArgumentOutOfRangeException">Set to 0 or below, or to NaN.</exception>
    public double SeedProminence
    {
        get;
        init => field = value > 0
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(SeedProminence),
                value,
                "The prominence of a seed; expected a number of pixels above 0.");
    } = 1;

    private static ArgumentOutOfRangeException Outside(float value, string name) =>
        new(name, value, "A threshold of probabilities; expected a number from 0 to 1.");
}
