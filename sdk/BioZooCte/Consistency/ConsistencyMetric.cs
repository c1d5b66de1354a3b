namespace BioZooCte.Consistency;

/// <summary>
/// A measure of how alike two predictions of one image are; <see cref="KnownMetrics"/> has them by name.
/// </summary>
public abstract class ConsistencyMetric
{
    private protected ConsistencyMetric()
    {
    }

    /// <summary>The name on the command line and in JSON, such as <c>miou</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Whether a greater value means more alike.</summary>
    public abstract bool HigherIsBetter { get; }

    /// <summary>Whether predictions have to be probabilities: decisions (0 or 1) tell it nothing.</summary>
    public abstract bool NeedsProbabilities { get; }

    /// <summary>
    /// The value of a model that found nothing, where models are compared: 0 where more is better, else the greatest.
    /// </summary>
    internal virtual double Worst => HigherIsBetter ? 0 : 1;

    /// <summary>
    /// Whether it can be multiplied with agreement: it lies within [0, 1], and greater means more alike.
    /// </summary>
    public virtual bool CanBeCombined => false;

    /// <summary>
    /// Whether it compares instances, for which predictions of whole images are divided into objects.
    /// </summary>
    public virtual bool ComparesInstances => false;

    /// <summary>The sums that it takes beside the counts.</summary>
    internal abstract PairMeasures Measures { get; }

    /// <summary>The value for an image or a part of it; null where it is not defined (no foreground in either).</summary>
    public abstract double? Score(PairCounts counts);

    /// <inheritdoc/>
    public sealed override string ToString() => Name;
}
