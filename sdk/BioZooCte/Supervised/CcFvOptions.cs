namespace BioZooCte.Supervised;

/// <summary>How CC-FV is computed.</summary>
public sealed record CcFvOptions
{
    /// <summary>Whether the paper's formula counts or what its program computes (<c>cc-fv-reference</c>).</summary>
    /// <value><see cref="EstimatorVariant.Paper"/>.</value>
    public EstimatorVariant Variant { get; init; } = EstimatorVariant.Paper;

    /// <summary>s of the hyperspherical energy: 0, 1 or 2. The paper's formula only.</summary>
    /// <value>1, as in the paper.</value>
    /// <exception cref="ArgumentOutOfRangeException">Set to anything else.</exception>
    public int EnergyExponent
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 2);
            field = value;
        }
    } = 1;

    /// <summary>
    /// What is added to each channel's variance. It is part of the value, and keeps covariances of few samples regular.
    /// </summary>
    /// <value>1e-6.</value>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0, or to no number.</exception>
    public double Ridge
    {
        get;
        init => field = NotNegative(value, nameof(Ridge));
    } = 1e-6;

    /// <summary>
    /// What is added to squared distances in the energy, so that equal samples, which rectified features have many
    /// of, do not make it infinite. The paper's formula only, which has none; its program has 1e-3.
    /// </summary>
    /// <value>0.</value>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0, or to no number.</exception>
    public double DistanceFloor
    {
        get;
        init => field = NotNegative(value, nameof(DistanceFloor));
    }

    /// <summary>How far apart two cases' features of a class are.</summary>
    /// <value><see cref="GaussianDistance.Wasserstein"/>.</value>
    public GaussianDistance Distance { get; init; } = GaussianDistance.Wasserstein;

    /// <summary>Which terms are taken.</summary>
    /// <value><see cref="CcFvTerms.Both"/>.</value>
    public CcFvTerms Terms { get; init; } = CcFvTerms.Both;

    /// <summary>Whether only the last layer counts, the one nearest to the output.</summary>
    /// <value>False.</value>
    public bool LastLayerOnly { get; init; }

    private static double NotNegative(double value, string name) => value >= 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "expected a finite number, 0 or above.");
}
