namespace BioZooCte.Evaluation.Statistics;

/// <summary>
/// A number that says how two lists of equal length go together; NaN where it is not defined.
/// </summary>
internal delegate double CorrelationStatistic(ReadOnlySpan<double> x, ReadOnlySpan<double> y);
