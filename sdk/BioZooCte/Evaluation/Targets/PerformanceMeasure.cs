namespace BioZooCte.Evaluation.Targets;

/// <summary>What a model's performance is, measured against labels.</summary>
public enum PerformanceMeasure
{
    /// <summary>F1 of the foreground's pixels, the median over images.</summary>
    F1,

    /// <summary>
    /// The mean average precision of the objects at IoU 0.50, 0.55 … 0.95, the median over images.
    /// </summary>
    MeanAveragePrecision,
}
