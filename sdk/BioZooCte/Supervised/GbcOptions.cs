namespace BioZooCte.Supervised;

/// <summary>How GBC is computed.</summary>
public sealed record GbcOptions
{
    /// <summary>What a class's covariance is.</summary>
    /// <value><see cref="GbcCovariance.Spherical"/>.</value>
    public GbcCovariance Covariance { get; init; } = GbcCovariance.Spherical;

    /// <summary>
    /// On how many principal axes features are projected first; null for none, all where there are not as many. The
    /// published program has 64.
    /// </summary>
    /// <value>Null.</value>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int? PrincipalAxes
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value ?? 1, 1, nameof(PrincipalAxes));
            field = value;
        }
    }

    /// <summary>
    /// Whether the paper's formula counts or what its program computes, which for spherical covariances adds the
    /// logarithmic term once instead of once for each channel.
    /// </summary>
    /// <value><see cref="EstimatorVariant.Paper"/>.</value>
    public EstimatorVariant Variant { get; init; } = EstimatorVariant.Paper;
}
