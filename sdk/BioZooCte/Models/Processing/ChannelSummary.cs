namespace BioZooCte.Models.Processing;

/// <summary>What one channel of a tensor holds.</summary>
/// <param name="Low">The lower percentile asked for; NaN where there is no number.</param>
/// <param name="High">The upper percentile asked for.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Count">How many numbers it holds; NaN is passed over.</param>
internal sealed record ChannelSummary(double Low, double High, double Mean, long Count);
