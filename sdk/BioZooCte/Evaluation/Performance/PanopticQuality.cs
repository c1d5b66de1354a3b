namespace BioZooCte.Evaluation.Performance;

/// <summary>
/// The panoptic quality of one class: how many objects were found times how well. Objects match at IoU above
/// ½. Kirillov et al. 2019, arXiv:1801.00868.
/// </summary>
/// <param name="Counts">The objects found.</param>
/// <param name="IntersectionOverUnionSum">Σ of the IoU of those that match.</param>
internal readonly record struct PanopticQuality(MatchCounts Counts, double IntersectionOverUnionSum)
{
    /// <summary>
    /// The mean IoU of the objects that match: 0 without any; null where there is no object in either.
    /// </summary>
    public double? SegmentationQuality => Recognition is null ? null
        : Counts.TruePositives == 0 ? 0
        : IntersectionOverUnionSum / Counts.TruePositives;

    /// <summary>TP / (TP + FP/2 + FN/2): from 0 to 1; null where there is no object in either.</summary>
    public double? RecognitionQuality => Recognition;

    /// <summary>
    /// The product of both: from 0 to 1, higher is better; null where there is no object in either.
    /// </summary>
    public double? Quality => SegmentationQuality * RecognitionQuality;

    private double? Recognition => Counts is { TruePositives: 0, FalsePositives: 0, FalseNegatives: 0 }
        ? null
        : Counts.TruePositives
            / (Counts.TruePositives + ((Counts.FalsePositives + Counts.FalseNegatives) / 2.0));
}
