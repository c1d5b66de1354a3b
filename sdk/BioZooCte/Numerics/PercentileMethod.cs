namespace BioZooCte.Numerics;

/// <summary>What stands for a percentile that falls between two values.</summary>
internal enum PercentileMethod
{
    /// <summary>
    /// Linear interpolation between the neighbours of position (n − 1)·p: numpy's <c>linear</c>.
    /// </summary>
    Linear,

    /// <summary>
    /// The least value that at least n·p values do not exceed: numpy's <c>inverted_cdf</c>.
    /// </summary>
    InvertedCdf,
}
