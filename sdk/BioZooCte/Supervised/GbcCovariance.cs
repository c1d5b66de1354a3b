namespace BioZooCte.Supervised;

/// <summary>What GBC takes for a class's covariance.</summary>
public enum GbcCovariance
{
    /// <summary>The same variance in every channel: the mean of all channels' variances.</summary>
    Spherical,

    /// <summary>Each channel's own variance.</summary>
    Diagonal,
}
