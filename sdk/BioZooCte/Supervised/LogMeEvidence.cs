namespace BioZooCte.Supervised;

/// <summary>The greatest evidence of one class against the rest.</summary>
/// <param name="PerSample">The logarithm of the evidence over the number of samples, in nats.</param>
/// <param name="Maximum">Where it lies.</param>
/// <param name="Alpha">α there; NaN at a limit.</param>
/// <param name="Beta">β there; NaN at a limit.</param>
internal readonly record struct LogMeEvidence(double PerSample, LogMeMaximum Maximum, double Alpha, double Beta);
