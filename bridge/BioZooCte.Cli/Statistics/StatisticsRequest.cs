using BioZooCte.Cli.Options;

namespace BioZooCte.Cli.Statistics;

/// <summary>What <c>zoocte statistics</c> is asked for.</summary>
/// <param name="Scoring">The models, and how they are going to be ranked.</param>
/// <param name="Images">The image files, found.</param>
/// <param name="Path">The file that statistics are written to.</param>
internal sealed record StatisticsRequest(ScoringRequest Scoring, IReadOnlyList<string> Images, string Path);
