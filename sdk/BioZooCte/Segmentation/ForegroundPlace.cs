namespace BioZooCte.Segmentation;

/// <summary>Where the foreground is to be looked for.</summary>
/// <param name="Output">The output.</param>
/// <param name="Channel">The channel asked for; null where names decide.</param>
/// <param name="Reason">Why this output, as a sentence; empty where it is the only one.</param>
internal readonly record struct ForegroundPlace(OutputCandidate Output, int? Channel, string Reason);
