namespace BioZooCte.Evaluation.Performance;

/// <summary>
/// How many objects of a prediction were found rightly and wrongly, at one threshold of overlap.
/// </summary>
/// <param name="TruePositives">Predicted objects that match a labelled one, one to one.</param>
/// <param name="FalsePositives">Predicted objects that match none.</param>
/// <param name="FalseNegatives">Labelled objects that none matches.</param>
internal readonly record struct MatchCounts(int TruePositives, int FalsePositives, int FalseNegatives)
{
    /// <summary>
    /// TP / (TP + FP + FN): from 0 to 1, higher is better; null where there is no object in either.
    /// </summary>
    public double? AveragePrecision => TruePositives + FalsePositives + FalseNegatives is > 0 and int all
        ? (double)TruePositives / all
        : null;
}
