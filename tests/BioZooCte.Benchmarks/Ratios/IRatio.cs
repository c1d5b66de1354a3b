namespace BioZooCte.Benchmarks.Ratios;

/// <summary>
/// One of the project's goals for speed or memory, measured against something else in the same run.
/// </summary>
internal interface IRatio
{
    /// <summary>Measures, one result after another.</summary>
    IEnumerable<RatioResult> Measure();
}
