using System.Collections.Immutable;

namespace BioZooCte.Features;

/// <summary>Which layers' features are read, and at how many positions of a labelled case.</summary>
/// <remarks>
/// Of a class of N voxels, min(cap, max(1, ⌈rate · N⌉)) positions are drawn: in proportion to its voxels up to a
/// number, as CC-FV does (arXiv:2307.11958). The cap of the last layer is stated; each deeper layer's is half of it,
/// rounded up, but not below <see cref="LeastCap"/>, and its rate is smaller by the same factor.
/// </remarks>
public sealed record FeatureSamplingOptions
{
    private const double RoundingSlack = 1e-9;

    /// <summary>The layers, by the names of their tensors in the weights.</summary>
    /// <value>None: the bottleneck and each stage of the decoder, as they are found.</value>
    public ImmutableArray<string> Layers
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>What the numbers in label images mean.</summary>
    /// <value><see cref="LabelClasses.Foreground"/>.</value>
    public LabelClasses Classes { get; init; } = LabelClasses.Foreground;

    /// <summary>The share of a class's voxels that is drawn at the last layer, as long as the cap is not reached.</summary>
    /// <value>0.1: a class reaches the cap with 4000 voxels.</value>
    public double Rate
    {
        get;
        init
        {
            if (!(value is > 0 and <= 1))
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, "Expected a share above 0, up to 1.");
            }

            field = value;
        }
    } = 0.1;

    /// <summary>The most positions of a class at the last layer.</summary>
    /// <value>400.</value>
    public int ClassCap
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 400;

    /// <summary>
    /// The most positions of the whole case, whatever their class, at the last layer; so many are drawn where it has
    /// as many.
    /// </summary>
    /// <value>400.</value>
    public int CaseCap
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 400;

    /// <summary>What the caps of deeper layers do not fall below, unless the last layer's own does.</summary>
    /// <value>50.</value>
    public int LeastCap
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 50;

    /// <summary>The most positions of a class at a layer.</summary>
    /// <param name="depth">Layers between it and the last one, that one counted: 0 for the last.</param>
    internal int ClassCapAt(int depth) => CapAt(ClassCap, depth);

    /// <summary>The most positions of the whole case at a layer.</summary>
    /// <inheritdoc cref="ClassCapAt"/>
    internal int CaseCapAt(int depth) => CapAt(CaseCap, depth);

    /// <summary>The number of positions of a class at a layer.</summary>
    /// <param name="depth">Layers between it and the last one, that one counted: 0 for the last.</param>
    /// <param name="voxels">The class's voxels in the case.</param>
    internal int CountOf(int depth, long voxels)
    {
        int cap = ClassCapAt(depth);

        // A share such as 0.07 is no binary fraction: of 100 voxels it gives a little more than 7.
        double wanted = Math.Ceiling((Rate * cap / ClassCap * voxels) - RoundingSlack);
        return voxels == 0 ? 0 : (int)Math.Min(Math.Min(cap, voxels), Math.Max(1, wanted));
    }

    private int CapAt(int cap, int depth)
    {
        int halved = cap;
        for (int i = 0; i < depth; i++)
        {
            halved = (halved + 1) / 2;
        }

        return Math.Max(halved, Math.Min(cap, LeastCap));
    }
}
