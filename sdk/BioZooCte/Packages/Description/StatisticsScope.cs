using System.Collections.Immutable;

namespace BioZooCte.Packages.Description;

/// <summary>What the statistics of a processing step are taken over.</summary>
/// <param name="IsDataSet">
/// True: over all samples of the data set. False: over one sample. (Format 0.5: the data set where axes are
/// not stated or hold the batch, except <c>scale_mean_variance</c> without axes; format 0.4: <c>mode</c>.)
/// </param>
/// <param name="AxisIds">The axes that are reduced, the batch left out; null for all of them.</param>
public sealed record StatisticsScope(bool IsDataSet, ImmutableArray<string>? AxisIds);
